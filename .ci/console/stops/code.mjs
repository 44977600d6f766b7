import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import assert from "node:assert/strict";
import { form } from "../form.mjs";

const run = promisify(execFile);

/** The code that the form shows. */
export async function code(visitor) {
  const { page, api, stop } = visitor;
  const { freshForm } = form(page);

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
}
