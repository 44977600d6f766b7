import assert from "node:assert/strict";
import { form } from "../form.mjs";

/** The form: every family, every kind of asset, edits, refusals. Gives the public id of a picture it made. */
export async function create(visitor) {
  const { page, api, stop, accessible, accessibleEverywhere, shot, phoneShot } = visitor;
  const { freshForm, generate, fact, picture } = form(page);

  await stop("the price stands there before one clicks, and generates nothing", async () => {
    const before = (await api("GET", "/usage")).json.data.used;
    await page.fill("#prompt", "a lighthouse at dawn, oil on canvas");
    await page.selectOption("#model", "flux-2-pro");
    await page.waitForFunction(() => /flux-2-pro/.test(document.querySelector("#cost").textContent));
    assert.match(await page.textContent("#cost"), /^\d+ credits?: \d+ × \d+ png by flux-2-pro\.$/);
    assert.equal((await api("GET", "/usage")).json.data.used, before);
  });

  const models = await page.$$eval("#model optgroup:not([label=Automatic]) option", (options) => options.map((o) => o.value));
  const families = ["flux-2-klein-9b", "recraft-v4", "gpt-image-2", "nano-banana-2", "ideogram-v4-turbo"];
  assert.ok(families.every((id) => models.includes(id)), `the menu has ${models}`);
  for (const model of families) {
    await stop(`generating with ${model}`, async () => {
      await freshForm();
      await page.fill("#prompt", `a red barn in the snow, by ${model}`);
      await page.selectOption("#model", model);
      await page.selectOption("#size-form", "shape");
      await page.selectOption("#aspect-ratio", "16:9");
      assert.match(await generate(), /^Done, for \d+ credits?\.$/);
      const shown = await picture("#preview img");
      assert.equal(await fact("Size"), `${shown.width} × ${shown.height}`);
      assert.equal(await fact("Model"), model);
      assert.equal(await fact("Kept"), "for good");
    });
  }

  await stop("the result's buttons copy", async () => {
    await page.click("#preview button:text-is('Copy URL')");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.$eval("#preview img", (image) => image.src));
    await accessibleEverywhere("a result");
    await shot("console.png");
    await phoneShot("console-phone.png");
  });

  let publicId;
  let assetId;
  await stop("an asset for good, with a name of its own", async () => {
    await freshForm();
    await page.fill("#prompt", "a green bottle on a white table");
    await page.click("summary:text-is('Advanced settings')");
    await page.fill("#public-id", `tour/bottle-${Date.now()}`);
    await page.selectOption("#format", "jpeg");
    await page.fill("#seed", "7");
    await page.selectOption("#model", "flux-2-pro");
    assert.match(await generate(), /^Done/);
    publicId = await fact("Public id");
    assert.match(publicId, /^tour\/bottle-/);
    assert.equal(await fact("Seed"), "7");
    assert.equal(await fact("Format"), "jpeg");
    await page.click("#preview button:text-is('Copy asset id')");
    assetId = await page.evaluate(() => navigator.clipboard.readText());
  });

  await stop("a temporary asset", async () => {
    await freshForm();
    await page.fill("#prompt", "a kite");
    await page.selectOption("#target", "temporary");
    assert.match(await generate(), /^Done/);
    await picture("#preview img");
    assert.match(await fact("Kept"), /^until /);
    assert.equal(await fact("Public id"), undefined);
  });

  await stop("image to image", async () => {
    await freshForm();
    await page.fill("#prompt", "the same, painted blue");
    await page.click("summary:text-is('Reference images')");
    await page.click("#add-reference");
    await page.selectOption("#references select", "managed_asset");
    await page.fill("#references input", assetId);
    const edits = await page.$$eval("#model optgroup:not([label=Automatic]) option", (options) => options.map((o) => o.value));
    assert.ok(edits.every((id) => id.endsWith("-edit")), "the menu has the models that take references");
    await page.selectOption("#model", "nano-banana-1-edit");
    assert.match(await generate(), /^Done/);
    assert.equal(await fact("Model"), "nano-banana-1-edit");
    await accessibleEverywhere("the form with a reference");
  });

  await stop("the same image again is taken from the store", async () => {
    await freshForm();
    for (const credits of [/^Done, for [1-9]\d* credits?\.$/, /^Done, for 0 credits\.$/]) {
      await page.fill("#prompt", "a clock tower at noon");
      await page.selectOption("#model", "flux-2-pro");
      await page.$eval("#seed", (input) => { input.value = "11"; });
      await page.$eval("#reuse", (box) => { box.checked = true; });
      assert.match(await generate(), credits);
    }
  });

  await stop("cancelling what waits", async () => {
    await freshForm();
    await page.fill("#prompt", "sandbox:overload a lamp");
    await page.click("#generate");
    await page.waitForSelector("#cancel:not([hidden])");
    await page.click("#cancel");
    await page.waitForFunction(() => /^Cancelled/.test(document.querySelector("#progress").textContent));
  });

  await stop("a refusal says what to do", async () => {
    await freshForm();
    await page.fill("#prompt", "sandbox:refuse a lamp");
    assert.match(await generate(), /^No image: .*refused/i);
    await freshForm();
    await page.fill("#prompt", "a lamp");
    await page.selectOption("#size-form", "pixels");
    await page.fill("#width", "20");
    await page.click("#generate");
    await page.waitForSelector("#size-problem:not([hidden])");
    assert.match(await page.textContent("#size-problem"), /64 to 4096/);
    assert.equal(await page.getAttribute("#width", "aria-invalid"), "true");
    await accessible("a refusal");
  });

  return publicId;
}
