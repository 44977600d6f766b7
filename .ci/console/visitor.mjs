import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const desk = { width: 1280, height: 900 };
const phone = { width: 375, height: 760 };

/**
 * A real browser at the console of BASE, and what every stop of the tour does with it.
 *
 * @param shots the folder for screenshots; none are taken without one
 */
export async function openVisitor(base, shots) {
  if (shots) mkdirSync(shots, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const context = await browser.newContext({ viewport: desk, colorScheme: "light", bypassCSP: false });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: base });
  const page = await context.newPage();
  // Only ends what hangs: the machine may be busy.
  page.setDefaultTimeout(300_000);
  const { complaints, elsewhere } = heard(page);
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
    await page.setViewportSize(phone);
    await accessible(`${what} on a phone`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${what} on a phone does not scroll sideways`);
    await page.setViewportSize(desk);
  }

  /** A picture of the window from its top, without passing words in it. */
  async function shot(name) {
    if (!shots) return;
    await page.evaluate(() => { document.querySelector("#toast").hidden = true; scrollTo(0, 0); });
    await page.screenshot({ path: join(shots, name) });
  }

  /** The same of a dark phone. */
  async function phoneShot(name) {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize(phone);
    await shot(name);
    await page.setViewportSize(desk);
    await page.emulateMedia({ colorScheme: "light" });
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

  /** The API itself, beside the console. */
  async function api(method, path, body, credentials = "demo-key:demo-secret") {
    const answer = await fetch(`${base}/v2/generate/demo${path}`, {
      method,
      headers: { Authorization: "Basic " + Buffer.from(credentials).toString("base64"), "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, json: answer.status === 204 ? null : await answer.json() };
  }

  return { page, base, complaints, elsewhere, stop, stops: () => stops, accessible, accessibleEverywhere, shot, phoneShot, signIn,
    turn, api, close: () => browser.close() };
}

/** What the page complains of, and what it loads from elsewhere. */
function heard(page) {
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
  return { complaints, elsewhere };
}
