// The receivers of the documentation, as they stand there, against deliveries that are good and that are not.
//
//   node docs.mjs ../../docs/webhooks.md
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";

const text = readFileSync(process.argv[2], "utf8");
const secret = "whsec_" + Buffer.alloc(32, 7).toString("base64");
const other = "whsec_" + Buffer.alloc(32, 9).toString("base64");
// Beside node_modules, so that what is imported is found.
const folder = mkdtempSync(join(import.meta.dirname, "node_modules", ".docs-"));

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

function snippet(language) {
  const [, code] = text.match(new RegExp("```" + language + "\n(.*?)```", "s"));
  return code;
}

async function post(port, body, signature) {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers: {
        "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature } });
      return answer.status;
    } catch (e) {
      // It is not up yet.
      if (tries === 100) throw e;
      await pause(100);
    }
  }
}

const id = "msg_019ab12f84c1a2b3c4d5e6f708192a3b";
const body = JSON.stringify({ task_id: "019ab12f", http_status: 200, note: "größe 💡" });
const now = new Date();
const timestamp = String(Math.floor(now / 1000));
const sign = (key) => new Webhook(key).sign(id, now, body);

async function receiver(language, file, command) {
  const port = await freePort();
  writeFileSync(join(folder, file), snippet(language).replace(/\b808\d\b/, port));
  const child = spawn(command, [join(folder, file)], { env: { ...process.env, WEBHOOK_SECRET: secret }, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let said = "";
  child.stdout.on("data", (data) => { said += data; });
  child.stderr.on("data", (data) => { said += data; });
  try {
    assert.equal(await post(port, body, sign(secret)), 204, said);
    assert.equal(await post(port, body, `${sign(other)} ${sign(secret)}`), 204, said);
    assert.equal(await post(port, body + " ", sign(secret)), 401, said);
    assert.equal(await post(port, body, sign(other)), 401, said);
    assert.equal(await post(port, body, "x"), 401, said);
    assert.match(said, /019ab12f 200/);
  } catch (e) {
    e.message += `\n${said}`;
    throw e;
  } finally {
    child.kill();
    await ended;
  }
  console.log(`  ok  the receiver in ${language}`);
}

function javaMethod() {
  const file = join(folder, "Check.java");
  writeFileSync(file, `
    import static java.nio.charset.StandardCharsets.UTF_8;
    import java.security.*;
    import java.time.Instant;
    import java.util.*;
    import javax.crypto.Mac;
    import javax.crypto.spec.SecretKeySpec;
    class Check {
      ${snippet("java")}
      public static void main(String[] a) throws Exception {
        System.out.print(verified(a[0], a[1], a[2], a[3], a[4].getBytes(UTF_8)) + " " + verified(a[0], a[1], a[2], a[3], new byte[0]));
      }
    }`);
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
  // Arguments of a process are no place for other characters.
  const ascii = body.replace(/[^ -~]/g, "");
  const signatures = [other, secret].map((key) => new Webhook(key).sign(id, now, ascii)).join(" ");
  assert.equal(execFileSync(java, [file, secret, id, timestamp, signatures, ascii], { encoding: "utf8" }), "true false");
  console.log("  ok  the method in java");
}

try {
  await receiver("js", "receiver.mjs", process.execPath);
  await receiver("python", "receiver.py", "python3");
  javaMethod();
} finally {
  rmSync(folder, { recursive: true });
}
