// What our code signed (a test wrote it down) before the verifiers that receivers in Node use.
//
//   node check.mjs ../../shared/target/webhook-samples.json
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { v2 as cloudinary } from "cloudinary";
import { Webhook } from "standardwebhooks";

const samples = JSON.parse(readFileSync(process.argv[2], "utf8"));
// The signatures are of that moment, and verifiers refuse old ones.
Date.now = () => samples.now * 1000;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length ? args : [samples.now * 1000]));
  }
};

let passed = 0;
function check(title, body) {
  body();
  passed += 1;
  console.log(`  ok  ${title}`);
}

function cloudinaryTakes(algorithm, body, signature, secret = samples.newer) {
  cloudinary.config({ api_secret: secret, signature_algorithm: algorithm });
  return cloudinary.utils.verifyNotificationSignature(body, samples.now, signature);
}

for (const algorithm of ["sha1", "sha256"]) {
  check(`cloudinary takes what we sign by ${algorithm}`, () => {
    for (const sample of samples.signed) {
      assert.equal(cloudinaryTakes(algorithm, sample.body, sample[algorithm]), true, sample.body);
    }
  });
  check(`cloudinary refuses another body, signature or secret by ${algorithm}`, () => {
    const [sample] = samples.signed;
    assert.equal(cloudinaryTakes(algorithm, sample.body + " ", sample[algorithm]), false);
    assert.equal(cloudinaryTakes(algorithm, sample.body, createHash(algorithm).digest("hex")), false);
    assert.equal(cloudinaryTakes(algorithm, sample.body, sample[algorithm], samples.older), false);
  });
}

function standardTakes(secrets, headers, body) {
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (e) {
      assert.equal(e.name === "WebhookVerificationError" || /required headers/i.test(e.message), true, e.stack);
      return false;
    }
  });
}

check("standardwebhooks takes what we sign, by either of two secrets", () => {
  for (const sample of samples.signed) {
    for (const secret of [samples.newer, samples.older]) {
      assert.equal(standardTakes([secret], sample, sample.body), true, sample.body);
    }
    assert.equal(standardTakes(["whsec_bm9ib2R5cyBzZWNyZXQ="], sample, sample.body), false);
  }
});

check("standardwebhooks signs as we do", () => {
  const [sample] = samples.signed;
  const at = new Date(samples.now * 1000);
  const theirs = [samples.newer, samples.older].map((s) => new Webhook(s).sign(sample["webhook-id"], at, sample.body));
  assert.equal(sample["webhook-signature"], theirs.join(" "));
});

assert.equal(samples.cases.length, 13);
for (const one of samples.cases) {
  check(`standardwebhooks and we agree: ${one.title}`, () => {
    const headers = Object.fromEntries(Object.entries(one).filter(([name, value]) => name.startsWith("webhook-") && value));
    assert.equal(standardTakes(one.secrets.split(" "), headers, one.body), one.accepted);
  });
}

console.log(`Webhooks: ${passed} passed, 0 failed`);
