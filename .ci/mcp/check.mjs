// The vendor's own MCP server, unchanged, against a running system: its schemas check every answer.
//
//   node check.mjs http://127.0.0.1:3000
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const base = process.argv[2];
const server = fileURLToPath(import.meta.resolve("@cloudinary/asset-management-mcp/bin/mcp-server.js"));

async function connect(secret) {
  const client = new Client({ name: "imagegen-check", version: "1.0.0" });
  await client.connect(new StdioClientTransport({
    command: process.execPath,
    args: [server, "start", "--server-url", base, "--cloud-name", "demo", "--api-key", "demo-key", "--api-secret", secret],
    stderr: "inherit",
  }));
  return client;
}

async function call(client, name, request) {
  const answer = await client.callTool({ name, arguments: request });
  const text = answer.content.map((part) => part.text ?? "").join("");
  return { failed: answer.isError === true, text };
}

function result(answer) {
  assert.equal(answer.failed, false, answer.text);
  return JSON.parse(answer.text);
}

const client = await connect("demo-secret");
const { tools } = await client.listTools();
const named = (word) => {
  const tool = tools.find((t) => t.name === word);
  assert.ok(tool, `${word} is not among ${tools.map((t) => t.name).join(", ")}`);
  return tool.name;
};
const generate = named("generate-image");
const edit = named("generate-image-from-images");
const poll = named("get-generation-task");
let passed = 0;
async function check(title, body) {
  await body();
  passed += 1;
  console.log(`  ok  ${title}`);
}

let assetId;
await check("generates an image", async () => {
  const { data } = result(await call(client, generate, { request: {
    prompt: "a lighthouse at dawn", model: { family: "flux", tier: "premium" },
    image_size: { aspect_ratio: "16:9", resolution: "1K" }, seed: 42 } }));
  const [asset] = data.assets;
  assert.deepEqual([asset.width, asset.height, asset.seed], [1024, 576, 42]);
  assert.equal((await fetch(asset.storage.secure_url)).status, 200);
  assetId = asset.storage.asset_id;
});

await check("generates a temporary image", async () => {
  const { data } = result(await call(client, generate, { request: {
    prompt: "a paper boat", target: { target_type: "temporary" } } }));
  assert.equal(data.assets[0].storage.storage_type, "temporary");
});

await check("generates from a stored image", async () => {
  const { data } = result(await call(client, edit, { request: {
    prompt: "place [1] on a table", reference_images: [{ source_type: "managed_asset", asset_id: assetId }] } }));
  assert.equal(data.assets[0].model.id, "nano-banana-1-edit");
});

await check("generates in the background and polls", async () => {
  const { data } = result(await call(client, generate, { request: { prompt: "a lamp sandbox:slow=1", async: true } }));
  assert.equal(data.status, "pending");
  for (let status = data.status; status !== "completed";) {
    const task = result(await call(client, poll, { task_id: data.task_id })).data;
    status = task.status;
    assert.notEqual(status, "failed");
  }
});

await check("reads the state of a failed task", async () => {
  const { data } = result(await call(client, generate, { request: { prompt: "sandbox:refuse", async: true } }));
  for (let status = data.status; status !== "failed";) {
    status = result(await call(client, poll, { task_id: data.task_id })).data.status;
  }
});

await check("reads a refusal", async () => {
  const answer = await call(client, generate, { request: { prompt: "sandbox:refuse" } });
  assert.equal(answer.failed, true);
  assert.match(answer.text, /content_refused/);
});

await check("reads an unknown task", async () => {
  const answer = await call(client, poll, { task_id: "0123456789abcdef" });
  assert.equal(answer.failed, true);
  assert.match(answer.text, /task_not_found/);
});

await client.close();
const stranger = await connect("wrong");
await check("reads wrong credentials", async () => {
  const answer = await call(stranger, generate, { request: { prompt: "a lamp" } });
  assert.equal(answer.failed, true);
  assert.match(answer.text, /invalid_credentials/);
});
await stranger.close();
console.log(`MCP: ${passed} passed, 0 failed`);
process.exit(0);
