// The receivers of the documentation, as they stand there, against deliveries that are good and that are not.
//
//   node docs.mjs ../../docs/webhooks.md
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
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

/** One call, written by hand: a client would not send everything that an attacker does. @returns the status, or "no answer" */
async function post(port, headers, body) {
  for (let tries = 0; ; tries += 1) {
    try {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      const lines = Object.entries({ host: "localhost", connection: "close", "content-length": Buffer.byteLength(body), ...headers })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`POST / HTTP/1.1\r\n${lines.join("")}\r\n`);
      socket.write(body);
      let answer = "";
      for await (const part of socket) answer += part;
      return answer.match(/^HTTP\/1\.[01] (\d+)/)?.[1] ?? "no answer";
    } catch (e) {
      // It is not up yet.
      if (e.code !== "ECONNREFUSED" || tries === 600) throw e;
      await pause(100);
    }
  }
}

const id = "msg_019ab12f84c1a2b3c4d5e6f708192a3b";
const body = JSON.stringify({ task_id: "019ab12f", http_status: 200, note: "größe 💡" });
const now = new Date();
const timestamp = String(Math.floor(now / 1000));

/** The headers of Standard Webhooks, signed at a time. */
function standard(key, at = now) {
  return { "webhook-id": id, "webhook-timestamp": String(Math.floor(at / 1000)), "webhook-signature": new Webhook(key).sign(id, at, body) };
}

/** Those of Cloudinary's kind. */
function cloudinary(algorithm) {
  return (key, at = now) => {
    const seconds = String(Math.floor(at / 1000));
    return { "x-cld-timestamp": seconds, "x-cld-signature": createHash(algorithm).update(body + seconds + key).digest("hex") };
  };
}

const anHour = 3_600_000;

/** What each header may be instead: nothing, or anything but what was signed. */
function forgeries(signed) {
  const [times, signatures] = [/timestamp$/, /signature$/].map((end) => Object.keys(signed).find((name) => end.test(name)));
  const cases = {
    "no header at all": Object.fromEntries(Object.keys(signed).map((name) => [name, undefined])),
  };
  for (const name of Object.keys(signed)) {
    cases[`no ${name}`] = { [name]: undefined };
    cases[`an empty ${name}`] = { [name]: "" };
    cases[`a blank ${name}`] = { [name]: "   " };
    cases[`a long ${name}`] = { [name]: "9".repeat(6_000) };
    cases[`another ${name}`] = { [name]: signed[name].replace(/.$/, (last) => (last === "0" ? "1" : "0")) };
    cases[`${name} of other letters`] = { [name]: "größe \u00ff\u0080" };
  }
  for (const time of ["x", "NaN", "-1", "0", "1e3", "0x10", "Infinity", "1 " + timestamp,
    "9".repeat(12), "9".repeat(19), "9".repeat(400), "9223372036854775808", "-9223372036854775808", "٣٣"]) {
    cases[`the timestamp ${time.slice(0, 25)}`] = { [times]: time };
  }
  const right = signed[signatures];
  for (const signature of ["x", "v1", "v1,", "v1,***", "v2," + right.slice(3), ",", "v1,v1,v1", right.slice(0, -1), right + "0", right + right,
    "g".repeat(right.length), right.toUpperCase() + "é", "=".repeat(44), "v1," + "A".repeat(5_000), "0".repeat(39), "0".repeat(40), "0".repeat(64)]) {
    cases[`the signature ${signature.slice(0, 25)} of ${signature.length}`] = { [signatures]: signature };
  }
  return cases;
}

async function receiver(title, language, file, command, signed, several, change = (code) => code) {
  const port = await freePort();
  writeFileSync(join(folder, file), change(snippet(language)).replace(/\b808\d\b/, port));
  const child = spawn(command, [join(folder, file)], { env: { ...process.env, WEBHOOK_SECRET: secret }, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let said = "";
  child.stdout.on("data", (data) => { said += data; });
  child.stderr.on("data", (data) => { said += data; });
  try {
    const good = signed(secret);
    assert.equal(await post(port, good, body), "204");
    if (several) {
      const both = `${signed(other)["webhook-signature"]} ${good["webhook-signature"]}`;
      assert.equal(await post(port, { ...good, "webhook-signature": both }, body), "204");
    }
    const refused = {
      "another body": [good, body + " "],
      "no body": [good, ""],
      "another secret": [signed(other), body],
      "an old delivery": [signed(secret, new Date(now - anHour)), body],
    };
    for (const [name, headers] of Object.entries(forgeries(good))) refused[name] = [{ ...good, ...headers }, body];
    for (const [name, [headers, sent]] of Object.entries(refused)) {
      assert.equal(await post(port, headers, sent), "401", name);
    }
    assert.equal(await post(port, good, body), "204", "it lives on");
    assert.match(said, /019ab12f.*200/);
    assert.doesNotMatch(said, /Exception|Traceback|Error/);
  } catch (e) {
    e.message += `\n${said}`;
    throw e;
  } finally {
    child.kill();
    await ended;
  }
  console.log(`  ok  the receiver in ${title}`);
}

const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin", "java") : "java";
try {
  await receiver("js", "js", "receiver.mjs", process.execPath, standard, true);
  await receiver("python", "python", "receiver.py", "python3", standard, true);
  await receiver("java", "java", "Receiver.java", java, standard, true);
  await receiver("js, with the SDK's sha256", "mjs", "sdk256.mjs", process.execPath, cloudinary("sha256"), false);
  await receiver("js, with the SDK's sha1", "mjs", "sdk1.mjs", process.execPath, cloudinary("sha1"), false,
    (code) => code.replace('"sha256"', '"sha1"'));
} finally {
  rmSync(folder, { recursive: true });
}
