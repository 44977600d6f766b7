import assert from "node:assert/strict";

/** Credits, plan and keys, by the operator and by a client. */
export async function account(visitor) {
  const { page, stop, accessibleEverywhere, shot, signIn, turn } = visitor;

  let client;
  await stop("account: credits, plan, a key made and revoked, webhooks", async () => {
    await turn("account");
    await page.waitForSelector("#usage dl");
    await page.waitForSelector("#keys table");
    await accessibleEverywhere("the account");
    await page.click("summary:text-is('Make a key')");
    await page.fill("#key-name", "tour");
    await page.fill("#key-cap", "40");
    await page.fill("#key-models", "flux, recraft-v3");
    await page.fill("#key-prefixes", "tour/, logos/");
    await page.fill("#key-presets", "resized");
    await page.check("#key-overwrite");
    await page.click("#new-key button[type=submit]");
    await page.waitForSelector("#made-key code");
    await page.waitForFunction(() =>
      /stores in tour\/, logos\/, derived ids, preset resized, replaces its own/.test(document.querySelector("#keys").textContent));
    client = await page.$$eval("#made-key code", (codes) => codes.map((c) => c.textContent));
    await page.selectOption("#plan-kind", "paid");
    await page.fill("#spending-limit", "5000");
    await page.click("#plan button[type=submit]");
    await page.waitForFunction(() => /of 5000 credits left/.test(document.querySelector("#credits").textContent));
    await page.fill("#spending-limit", "");
    await page.click("#plan button[type=submit]");
    await page.waitForFunction(() => /used$/.test(document.querySelector("#credits").textContent));
    await page.selectOption("#hook-hash", "sha256");
    await page.click("#hooks button[type=submit]");
    await page.waitForFunction(() => document.querySelector("#hooks-status").textContent === "Saved.");
    assert.equal(await page.inputValue("#hook-hash"), "sha256");
    await page.selectOption("#hook-hash", "sha1");
    await page.click("#hooks button[type=submit]");
    await shot("console-account.png");
  });

  await stop("a client key sees its own, and no keys or plan", async () => {
    await page.click("#sign-out");
    assert.equal(await page.$$eval("#tasks li", (items) => items.length), 0);
    await signIn(...client);
    await page.waitForSelector("#page-create:not([hidden])");
    await page.fill("#prompt", "a lamp");
    await page.selectOption("#model", "gpt-image-2");
    await page.waitForFunction(() => !document.querySelector("#model-problem").hidden || /may/.test(document.querySelector("#cost").textContent));
    await turn("history");
    await page.waitForFunction(() => /Nothing here/.test(document.querySelector("#history-count").textContent));
    await turn("account");
    await page.waitForSelector("#usage dl");
    assert.equal(await page.isVisible("#keys-part"), false);
    assert.equal(await page.isVisible("#plan-part"), false);
    await page.click("#sign-out");
  });
}
