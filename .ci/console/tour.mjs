// Visits the console with a real browser as people do: node tour.mjs BASE [FOLDER FOR SCREENSHOTS]
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const base = process.argv[2];
const shots = process.argv[3];
if (!base) throw new Error("usage: node tour.mjs BASE [FOLDER FOR SCREENSHOTS]");
if (shots) mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light", bypassCSP: false });
await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: base });
const page = await context.newPage();
page.setDefaultTimeout(20_000);

const complaints = [];
const elsewhere = [];
page.on("console", (message) => {
  // The browser writes a line for each answer that is no success: the tour looks at those itself.
  if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
});
page.on("pageerror", (error) => complaints.push(String(error)));
page.on("request", (request) => {
  const url = new URL(request.url());
  if (!["127.0.0.1", "localhost"].includes(url.hostname) && url.protocol.startsWith("http")) elsewhere.push(request.url());
});

const started = Date.now();
let stops = 0;
async function stop(title, visit) {
  const from = Date.now();
  try {
    await visit();
  } catch (failure) {
    if (shots) await page.screenshot({ path: join(shots, "failed.png"), fullPage: true });
    console.error(`FAILED at: ${title}`);
    throw failure;
  }
  stops++;
  console.log(`  ok  ${title} (${Date.now() - from} ms)`);
}

async function accessible(what) {
  // The policy of the page lets no script of ours in: axe goes in where the policy does not reach.
  const session = await context.newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: readFileSync(axe, "utf8") });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' | '))))",
    awaitPromise: true,
  });
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  assert.deepEqual(JSON.parse(result.value), [], `axe on ${what}`);
  await session.detach();
}

/** On this page, in both colours and on a phone. */
async function accessibleEverywhere(what) {
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    await accessible(`${what}, ${colorScheme}`);
  }
  await page.setViewportSize({ width: 375, height: 760 });
  await accessible(`${what} on a phone`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${what} on a phone does not scroll sideways`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A picture of the window from its top, without passing words in it. */
async function shot(name) {
  if (!shots) return;
  await page.evaluate(() => { document.querySelector("#toast").hidden = true; scrollTo(0, 0); });
  await page.screenshot({ path: join(shots, name) });
}

async function signIn(key, secret) {
  await page.fill("#key", key);
  await page.fill("#secret", secret);
  await page.click("#sign-in button[type=submit]");
}

async function turn(name) {
  await page.click(`#nav [data-page=${name}]`);
  await page.waitForSelector(`#page-${name}:not([hidden])`);
}

async function api(method, path, body, credentials = "demo-key:demo-secret") {
  const answer = await fetch(`${base}/v2/generate/demo${path}`, {
    method,
    headers: { Authorization: "Basic " + Buffer.from(credentials).toString("base64"), "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, json: answer.status === 204 ? null : await answer.json() };
}

async function picture(selector) {
  await page.waitForFunction((s) => {
    const image = document.querySelector(s);
    return image && image.complete && image.naturalWidth > 0;
  }, selector);
  return page.$eval(selector, (image) => ({ width: image.naturalWidth, height: image.naturalHeight, src: image.src }));
}

async function fact(word) {
  return page.$$eval("#preview dt", (terms, w) => terms.find((t) => t.textContent === w)?.nextElementSibling.textContent, word);
}

async function generate() {
  await page.click("#generate");
  await page.waitForFunction(() => /^(Done|No image|Cancelled|Nothing was)/.test(document.querySelector("#progress").textContent)
    && !document.querySelector("#generate").disabled);
  return page.textContent("#progress");
}

async function freshForm() {
  await page.evaluate(() => {
    document.querySelector("#create").reset();
    document.querySelector("#references").replaceChildren();
    document.querySelector("#create").dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// ---------------------------------------------------------------------------------------------------------------------

await stop("the page comes in one answer, under 150 kB", async () => {
  const answer = await page.goto(`${base}/console`);
  assert.equal(answer.status(), 200);
  assert.ok((await answer.body()).length < 150_000);
  assert.equal(await page.inputValue("#cloud"), "demo");
  await accessibleEverywhere("the sign-in");
});

await stop("wrong credentials are refused in words", async () => {
  await signIn("demo-key", "wrong");
  await page.waitForSelector("#sign-in-problem:not([hidden])");
  assert.match(await page.textContent("#sign-in-problem"), /key or its secret is wrong/);
});

await stop("signing in", async () => {
  await signIn("demo-key", "demo-secret");
  await page.waitForSelector("#page-create:not([hidden])");
  assert.equal(await page.inputValue("#secret"), "");
  assert.equal(page.url(), `${base}/console`);
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, ""]);
  await accessibleEverywhere("the form");
});

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
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 375, height: 760 });
  await shot("console-phone.png");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
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

await stop("the shown code runs as pasted, in all four languages", async () => {
  await freshForm();
  const prompt = "it's \"quoted\", 50% off \\ n\nnew line, $HOME `id` ünïcödé 水筒 🎈";
  await page.fill("#prompt", prompt);
  await page.selectOption("#model", "recraft-v3");
  const folder = mkdtempSync(join(tmpdir(), "tour-"));
  const programs = {
    curl: ["call.sh", (file) => ["bash", [file]]],
    python: ["generate.py", (file) => ["python3", [file]]],
    node: ["generate.js", (file) => ["node", [file]]],
    java: ["Generate.java", (file) => ["java", [file]]],
  };
  for (const withSecret of [true, false]) {
    await page.setChecked("#with-secret", withSecret);
    for (const [language, [name, command]] of Object.entries(programs)) {
      await page.click(`#tab-${language}`);
      const code = await page.textContent("#code");
      assert.equal(code.includes("demo-secret"), withSecret, `the secret in ${language}`);
      const file = join(folder, name);
      writeFileSync(file, code);
      const [program, args] = command(file);
      const env = withSecret ? { ...process.env, IMAGEGEN_SECRET: "" } : { ...process.env, IMAGEGEN_KEY: "demo-key", IMAGEGEN_SECRET: "demo-secret" };
      const { stdout } = await run(program, args, { env });
      const answer = JSON.parse(stdout);
      assert.equal(answer.data.assets[0].model.id, "recraft-v3", language);
      const last = (await api("GET", "/tasks?limit=1")).json.data.tasks[0];
      assert.equal(last.prompt, prompt, `the prompt by ${language}`);
    }
  }
  await page.setChecked("#with-secret", false);
});

await stop("webhooks of a task, sent again", async () => {
  const told = await api("POST", "/text_to_image", { prompt: "a told lamp", async: true, notification_url: "http://127.0.0.1:9/hook" });
  assert.equal(told.status, 202, JSON.stringify(told.json));
  await turn("history");
  await page.selectOption("#status", "");
  await page.fill("#search", "a told lamp");
  await page.waitForSelector("#tasks li");
  for (let i = 0; i < 100; i++) {
    if ((await api("GET", `/tasks/${told.json.data.task_id}`)).json.data.status === "completed") break;
    await new Promise((done) => setTimeout(done, 100));
  }
  await page.click("#tasks li:first-child button:text-is('Webhooks')");
  await page.waitForSelector("#task-dialog[open]");
  await page.click("#task-dialog button:text-is('Send it again')");
  await page.waitForFunction(() => /on its way again/.test(document.querySelector("#toast").textContent));
  await accessible("the deliveries");
  await page.keyboard.press("Escape");
  await page.fill("#search", "");
});

async function deliver(use, asset, values = {}) {
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
  assert.deepEqual(await deliver("crops", id), [[1080, 1080], [1080, 1920], [1080, 304]]);
  assert.deepEqual(await deliver("product", id, { product: publicId }), [[1920, 1080]]);
  await shot("console-deliver.png");
  await accessibleEverywhere("the deliveries of an image");
  for (const text of ["20 percent off, today / tomorrow", "50% & more? #1 + 1", "خصم ٢٠٪", "水筒、軽い 🎈"]) {
    assert.deepEqual(await deliver("banner", id, { text }), [[1080, 1350]], text);
  }
  const [cut] = await deliver("cutOut", publicId);
  assert.ok(cut[0] > 0 && cut[1] > 0, `the cut-out is ${cut}`);
  assert.deepEqual(await deliver("steps", id), [[800, 600]]);
  await page.fill("#use-steps", "[{\"type\": \"crop\"}]");
  await page.click("#deliver button[type=submit]");
  await page.waitForSelector("#deliver-problem:not([hidden])");
});

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
  await page.click("#new-key button[type=submit]");
  await page.waitForSelector("#made-key code");
  client = await page.$$eval("#made-key code", (codes) => codes.map((c) => c.textContent));
  await page.selectOption("#plan-kind", "paid");
  await page.fill("#spending-limit", "5000");
  await page.click("#plan button[type=submit]");
  await page.waitForFunction(() => /of 5000 credits left/.test(document.querySelector("#credits").textContent));
  await page.fill("#spending-limit", "");
  await page.click("#plan button[type=submit]");
  await page.waitForFunction(() => /used$/.test(document.querySelector("#credits").textContent));
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
    const missed = await unreachable();
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

/** What can be clicked and is not reached by Tab. Of tabs in a list one is reached, the arrows do the rest. */
async function unreachable() {
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
    .map((e) => { const name = e.outerHTML.slice(0, 80); return name; }), [...seen]).finally(() =>
    page.$$eval("[data-tour]", (all) => all.forEach((e) => e.removeAttribute("data-tour"))));
}

await stop("the page loaded nothing from elsewhere and broke none of its own rules", async () => {
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(complaints, []);
});

await browser.close();
console.log(`The tour: ${stops} stops in ${Math.round((Date.now() - started) / 1000)} s.`);
