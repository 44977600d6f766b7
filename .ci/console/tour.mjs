// Visits the console with a real browser as people do: node tour.mjs BASE [FOLDER FOR SCREENSHOTS]
import assert from "node:assert/strict";
import { account } from "./stops/account.mjs";
import { code } from "./stops/code.mjs";
import { create } from "./stops/create.mjs";
import { deliver } from "./stops/deliver.mjs";
import { history } from "./stops/history.mjs";
import { keyboard } from "./stops/keyboard.mjs";
import { signingIn } from "./stops/signing-in.mjs";
import { webhooks } from "./stops/webhooks.mjs";
import { openVisitor } from "./visitor.mjs";

const [base, shots] = process.argv.slice(2);
if (!base) throw new Error("usage: node tour.mjs BASE [FOLDER FOR SCREENSHOTS]");

const started = Date.now();
const visitor = await openVisitor(base, shots);
await signingIn(visitor);
const publicId = await create(visitor);
await history(visitor);
await code(visitor);
await webhooks(visitor);
await deliver(visitor, publicId);
await account(visitor);
await keyboard(visitor);
await visitor.stop("the page loaded nothing from elsewhere and broke none of its own rules", async () => {
  assert.deepEqual(visitor.elsewhere, []);
  assert.deepEqual(visitor.complaints, []);
});
await visitor.close();
console.log(`The tour: ${visitor.stops()} stops in ${Math.round((Date.now() - started) / 1000)} s.`);
