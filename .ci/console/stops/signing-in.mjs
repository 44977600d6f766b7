import assert from "node:assert/strict";

/** The page itself, and who may enter. */
export async function signingIn(visitor) {
  const { page, base, stop, accessibleEverywhere, signIn } = visitor;

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
}
