import assert from "node:assert/strict";

/** Stored images as crops, compositions, banners and cut-outs. @param publicId a picture to compose with */
export async function deliver(visitor, publicId) {
  const { page, api, stop, accessibleEverywhere, shot, turn } = visitor;

  async function ask(use, asset, values = {}) {
    await page.fill("#asset", asset);
    await page.selectOption("#preset", use);
    for (const [id, value] of Object.entries(values)) {
      if (await page.$eval(`#use-${id}`, (e) => e.tagName === "SELECT")) await page.selectOption(`#use-${id}`, value);
      else await page.fill(`#use-${id}`, value);
    }
    await page.click("#deliver button[type=submit]");
    await page.waitForFunction(() => /URLs?\./.test(document.querySelector("#urls-status").textContent));
    await page.waitForFunction(() => [...document.querySelectorAll("#urls img")].every((i) => i.complete));
    return page.$$eval("#urls img", (images) => images.map((i) => [i.naturalWidth, i.naturalHeight]));
  }

  await stop("delivery: crops, product, banner in four scripts, cut-out, own steps, each picture measured", async () => {
    await turn("deliver");
    const hero = (await api("POST", "/text_to_image", { prompt: "a beach at dawn",
      model: { id: "nano-banana-2" }, image_size: { aspect_ratio: "16:9", resolution: "2K" } })).json;
    const id = hero.data.assets[0].storage.public_id;
    assert.deepEqual(await ask("crops", id), [[1080, 1080], [1080, 1920], [1080, 304]]);
    assert.deepEqual(await ask("product", id, { product: publicId }), [[1920, 1080]]);
    await shot("console-deliver.png");
    await accessibleEverywhere("the deliveries of an image");
    for (const text of ["20 percent off, today / tomorrow", "50% & more? #1 + 1", "خصم ٢٠٪", "水筒、軽い 🎈"]) {
      assert.deepEqual(await ask("banner", id, { text }), [[1080, 1350]], text);
    }
    const [cut] = await ask("cutOut", publicId);
    assert.ok(cut[0] > 0 && cut[1] > 0, `the cut-out is ${cut}`);
    assert.deepEqual(await ask("steps", id), [[800, 600]]);
    await page.fill("#use-steps", "[{\"type\": \"crop\"}]");
    await page.click("#deliver button[type=submit]");
    await page.waitForSelector("#deliver-problem:not([hidden])");
  });
}
