import assert from "node:assert/strict";

/** What a task told, and telling it again. */
export async function webhooks(visitor) {
  const { page, api, stop, accessible, turn } = visitor;

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
}
