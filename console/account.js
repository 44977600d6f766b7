"use strict";

/** Credits for everybody; plan, keys and webhooks for the root key. */
class AccountPage {
  #api;
  #onCredits;

  constructor({ onCredits }) {
    this.#onCredits = onCredits;
    $("month").addEventListener("change", () => this.#drawUsage());
    $("plan-kind").addEventListener("change", () => show($("limit-field"), $("plan-kind").value === "paid"));
    $("plan").addEventListener("submit", (event) => { event.preventDefault(); this.#savePlan(); });
    $("new-key").addEventListener("submit", (event) => { event.preventDefault(); this.#makeKey(); });
    $("hooks").addEventListener("submit", (event) => { event.preventDefault(); this.#saveHook(); });
    $("new-hook-secret").addEventListener("click", () => this.#makeHookSecret());
  }

  async open(api, root) {
    this.#api = api;
    for (const part of ["plan-part", "keys-part", "hooks-part"]) show($(part), root);
    await this.#drawUsage();
    if (root) await Promise.all([this.#drawPlan(), this.#drawKeys(), this.#drawHooks()]);
  }

  close() {
    this.#api = null;
    for (const part of ["usage", "keys", "made-key", "hook-secrets"]) $(part).replaceChildren();
    $("month").value = "";
  }

  /** Runs what talks to the service, and says what went wrong. @returns whether it went well */
  async #attempt(action) {
    problem("account-problem", "");
    try {
      await action();
      return true;
    } catch (failure) {
      problem("account-problem", inWords(failure));
      return false;
    }
  }

  #drawUsage() {
    return this.#attempt(async () => {
      const usage = (await this.#api.usage($("month").value)).data;
      if (!$("month").value) $("month").value = usage.month;
      const parts = [facts([
        ["Used", usage.used], ["Reserved", usage.reserved], ["Given back", usage.refunded],
        ["Left", usage.remaining ?? "no limit"], ["Limit", usage.limit ?? "none"],
        ["Perhaps billed by a provider for nothing", usage.possible_spend || undefined],
      ])];
      if (usage.limit) {
        const taken = usage.used + usage.reserved;
        parts.unshift(make("progress", { max: usage.limit, value: taken, "aria-label": "Credits used and reserved" }));
      }
      const models = Object.entries(usage.by_model);
      if (models.length) parts.push(table("By model", ["Model", "Images", "Credits"], models.map(([id, m]) => [id, m.images, m.used])));
      const keys = Object.entries(usage.by_key ?? {});
      if (keys.length) parts.push(table("By key", ["Key", "Reserved", "Credits"], keys.map(([id, k]) => [id, k.reserved, k.used])));
      $("usage").replaceChildren(...parts);
    });
  }

  async #drawPlan() {
    await this.#attempt(async () => {
      const plan = (await this.#api.plan()).data;
      $("plan-kind").value = plan.plan;
      $("spending-limit").value = plan.spending_limit ?? "";
      show($("limit-field"), plan.plan === "paid");
    });
  }

  async #savePlan() {
    const paid = $("plan-kind").value === "paid";
    const done = await this.#attempt(() => this.#api.setPlan(paid
      ? { plan: "paid", spending_limit: number("spending-limit") } : { plan: "free" }));
    $("plan-status").textContent = done ? "Saved. It holds from now on." : "";
    if (done) {
      await this.#drawUsage();
      this.#onCredits();
    }
  }

  async #drawKeys() {
    await this.#attempt(async () => {
      const keys = (await this.#api.keys()).data.keys;
      const rows = keys.map((key) => [
        key.name, make("code", { text: key.api_key }), limitsInWords(key),
        key.root ? "root" : make("button", { type: "button", class: "quiet", text: "Revoke", "aria-label": `Revoke ${key.name}`,
          onclick: () => this.#revoke(key) }),
      ]);
      $("keys").replaceChildren(table("Keys", ["Name", "Key", "Limits", ""], rows));
    });
  }

  async #makeKey() {
    const wish = { name: $("key-name").value };
    for (const [field, id] of [["monthly_credits", "key-cap"], ["requests_per_second", "key-rate"], ["concurrent_tasks", "key-tasks"]]) {
      if ($(id).value !== "") wish[field] = number(id);
    }
    for (const [field, id] of [["models", "key-models"], ["public_id_prefixes", "key-prefixes"], ["upload_presets", "key-presets"]]) {
      const words = $(id).value.split(",").map((word) => word.trim()).filter(Boolean);
      if (words.length) wish[field] = words;
    }
    if ($("key-overwrite").checked) wish.overwrite = true;
    if ($("key-expiry").value) wish.expires_at = $("key-expiry").value + "T23:59:59Z";
    await this.#attempt(async () => {
      const made = (await this.#api.makeKey(wish)).data;
      $("new-key").reset();
      $("made-key").replaceChildren(
        make("p", {}, make("strong", { text: `The secret of ${made.name} is shown this once: copy it now.` })),
        facts([["API key", make("code", { text: made.api_key })], ["API secret", make("code", { text: made.api_secret })]]),
        make("div", { class: "actions" }, copyButton(made.api_key, "key"), copyButton(made.api_secret, "secret"),
          make("button", { type: "button", class: "quiet", text: "I have it", onclick: () => $("made-key").replaceChildren() })));
      await this.#drawKeys();
    });
  }

  async #revoke(key) {
    if (!confirm(`Revoke ${key.name}? Whoever uses it is refused from now on.`)) return;
    if (await this.#attempt(() => this.#api.revokeKey(key.api_key))) toast(`${key.name} is revoked.`);
    await this.#drawKeys();
  }

  async #drawHooks() {
    await this.#attempt(async () => this.#showHooks((await this.#api.webhookSettings()).data));
  }

  #showHooks(settings) {
    $("hook-url").value = settings.notification_url ?? "";
    $("hook-hash").value = settings.signature_algorithm;
    const rows = settings.secrets.map((secret) => [make("code", { text: secret.id }), timeInWords(secret.created_at),
      make("button", { type: "button", class: "quiet", text: "Drop", "aria-label": `Drop secret ${secret.id}`, onclick: () => this.#dropHookSecret(secret.id) })]);
    $("hook-secrets").replaceChildren(rows.length ? table("Signing secrets", ["Id", "Made", ""], rows) : make("p", { class: "hint", text: "No signing secret yet." }));
  }

  async #saveHook() {
    const wish = { notification_url: $("hook-url").value || null, signature_algorithm: $("hook-hash").value };
    const done = await this.#attempt(async () => this.#showHooks((await this.#api.setWebhookSettings(wish)).data));
    $("hooks-status").textContent = done ? "Saved." : "";
  }

  async #makeHookSecret() {
    await this.#attempt(async () => {
      const made = (await this.#api.makeWebhookSecret()).data;
      await this.#drawHooks();
      $("hook-secrets").prepend(make("p", {}, make("strong", { text: "Shown this once: " }), make("code", { text: made.secret }), " ",
        copyButton(made.secret, "secret")));
    });
  }

  async #dropHookSecret(id) {
    await this.#attempt(() => this.#api.dropWebhookSecret(id));
    await this.#drawHooks();
  }
}

function limitsInWords(key) {
  const parts = [];
  if (key.monthly_credits !== undefined && key.monthly_credits !== null) parts.push(`${key.monthly_credits} credits a month`);
  if (key.requests_per_second) parts.push(`${key.requests_per_second} requests a second`);
  if (key.concurrent_tasks) parts.push(`${key.concurrent_tasks} tasks at once`);
  if (key.models?.length) parts.push(key.models.join(", "));
  if (key.expires_at) parts.push(`until ${timeInWords(key.expires_at)}`);
  if (!key.root) parts.push(placesInWords(key));
  return parts.join(" · ") || "none";
}

/** Where a key may have images stored. */
function placesInWords(key) {
  const any = (words) => words.includes("*");
  const places = any(key.public_id_prefixes) ? "any public id" : [...key.public_id_prefixes, "derived ids"].join(", ");
  const presets = any(key.upload_presets) ? "any preset" : key.upload_presets.map((name) => `preset ${name}`).join(", ");
  return ["stores in " + places, presets, key.overwrite ? "replaces its own" : ""].filter(Boolean).join(", ");
}

/** A table that scrolls by itself where the window is narrow. */
function table(caption, heads, rows) {
  const kind = (cell) => (typeof cell === "number" ? "number" : undefined);
  const head = heads.map((text, i) => (text ? make("th", { scope: "col", text, class: kind(rows[0]?.[i]) }) : make("td", {})));
  const body = rows.map((row) => make("tr", {}, ...row.map((cell) =>
    cell instanceof Node ? make("td", {}, cell) : make("td", { class: kind(cell), text: String(cell) }))));
  return make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)));
}
