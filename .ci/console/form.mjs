/** The form that generates, and the result beside it. */
export function form(page) {
  async function freshForm() {
    await page.evaluate(() => {
      document.querySelector("#create").reset();
      document.querySelector("#references").replaceChildren();
      document.querySelector("#create").dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /** Generates what the form says. Gives the words about how it ended. */
  async function generate() {
    await page.click("#generate");
    await page.waitForFunction(() => /^(Done|No image|Cancelled|Nothing was)/.test(document.querySelector("#progress").textContent)
      && !document.querySelector("#generate").disabled);
    return page.textContent("#progress");
  }

  /** What the result says behind a word; undefined if it does not have that word. */
  async function fact(word) {
    return page.$$eval("#preview dt", (terms, w) => terms.find((t) => t.textContent === w)?.nextElementSibling.textContent, word);
  }

  /** An image once it is loaded. */
  async function picture(selector) {
    await page.waitForFunction((s) => {
      const image = document.querySelector(s);
      return image && image.complete && image.naturalWidth > 0;
    }, selector);
    return page.$eval(selector, (image) => ({ width: image.naturalWidth, height: image.naturalHeight, src: image.src }));
  }

  return { freshForm, generate, fact, picture };
}
