import assert from "node:assert/strict";
import { form } from "../form.mjs";

/** Every page without a mouse. */
export async function keyboard(visitor) {
  const { page, base, stop } = visitor;
  const { picture } = form(page);

  await stop("everything by the keyboard alone", async () => {
    await page.goto(`${base}/console`);
    await page.keyboard.type("demo-key");
    await page.keyboard.press("Tab");
    await page.keyboard.type("demo-secret");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#page-create:not([hidden])");
    for (const name of ["create", "history", "deliver", "account"]) {
      await page.focus(`#nav [data-page=${name}]`);
      await page.keyboard.press("Enter");
      await page.waitForSelector(`#page-${name}:not([hidden])`);
      await page.waitForTimeout(300);
      const missed = await unreachable(page);
      assert.deepEqual(missed, [], `not reached by Tab on ${name}`);
    }
    await page.focus("#nav [data-page=create]");
    await page.keyboard.press("Enter");
    await page.focus("#prompt");
    await page.keyboard.type("a paper boat");
    while (await page.evaluate(() => document.activeElement.id) !== "generate") await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await picture("#preview img");
  });
}

/** What can be clicked and is not reached by Tab. Of tabs in a list one is reached, the arrows do the rest. */
async function unreachable(page) {
  const wanted = await page.evaluate(() => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((e) => e.checkVisibility() && !e.disabled && e.getAttribute("role") !== "tab");
    all.forEach((e, i) => e.setAttribute("data-tour", i));
    document.activeElement.blur();
    return all.length;
  });
  const seen = new Set();
  for (let i = 0; i < wanted * 2 + 20; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement.getAttribute("data-tour"));
    if (at !== null) seen.add(at);
  }
  return page.$$eval("[data-tour]", (all, list) => all.filter((e) => !list.includes(e.getAttribute("data-tour")))
    .map((e) => e.outerHTML.slice(0, 80)), [...seen]).finally(() =>
    page.$$eval("[data-tour]", (all) => all.forEach((e) => e.removeAttribute("data-tour"))));
}
