import assert from "node:assert/strict";

/** What was made before. */
export async function history(visitor) {
  const { page, stop, accessible, accessibleEverywhere, shot, turn } = visitor;

  await stop("history: search, state, details, running again", async () => {
    await turn("history");
    await page.waitForSelector("#tasks li");
    await page.fill("#search", "red barn ideogram");
    await page.waitForFunction(() => document.querySelectorAll("#tasks li").length === 1);
    await page.fill("#search", "");
    await page.selectOption("#status", "failed");
    await page.waitForFunction(() => {
      const states = [...document.querySelectorAll("#tasks .state")].map((s) => s.textContent);
      return states.length >= 2 && states.every((s) => s === "failed");
    });
    await page.selectOption("#status", "completed");
    await page.waitForFunction(() => [...document.querySelectorAll("#tasks .state")].every((s) => s.textContent === "completed"));
    await accessibleEverywhere("the history");
    await shot("console-history.png");
    await page.click("#tasks li:first-child button:text-is('Show')");
    await page.waitForSelector("#task-dialog[open] img");
    await accessible("a task");
    await page.keyboard.press("Escape");
    await page.fill("#search", "green bottle");
    await page.click("#tasks li:first-child button:text-is('Run again')");
    await page.waitForSelector("#page-create:not([hidden])");
    assert.equal(await page.inputValue("#prompt"), "a green bottle on a white table");
    assert.equal(await page.inputValue("#model"), "flux-2-pro");
  });
}
