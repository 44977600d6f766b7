"use strict";

/** An answer that is an error, with the public error in it. */
class Refusal extends Error {
  constructor(status, body, retryAfter) {
    super(body?.error?.message ?? `The service answered ${status}.`);
    this.status = status;
    this.error = body?.error ?? { code: "unknown", message: this.message };
    this.requestId = body?.request_id;
    this.retryAfter = retryAfter;
  }

  /** What is wrong and what to do, as the service says it, and what to quote when it is the service's fault. */
  sentence() {
    const wait = this.retryAfter ? ` Try again in ${this.retryAfter} s.` : "";
    const quote = this.status >= 500 && this.requestId ? ` (request ${this.requestId})` : "";
    return this.message + wait + quote;
  }
}

/** The service, for one cloud and key. The secret is nowhere but in this object. */
class Api {
  #secret;

  constructor(cloud, key, secret) {
    this.cloud = cloud;
    this.key = key;
    this.#secret = secret;
    // What stands before the console in its own address, as the stage of a gateway, stands before the service too.
    const before = location.pathname.replace(/\/+console\/*$/, "");
    this.base = `${location.origin}${before}/v2/generate/${encodeURIComponent(cloud)}`;
  }

  /** For the code panel, when it is asked for. */
  revealSecret() {
    return this.#secret;
  }

  async call(method, path, body, headers = {}) {
    const pair = new TextEncoder().encode(`${this.key}:${this.#secret}`);
    const answer = await fetch(this.base + path, {
      method,
      headers: {
        Authorization: "Basic " + btoa(String.fromCharCode(...pair)),
        // Or the browser would ask for a name and a password in a box of its own.
        "X-Requested-With": "XMLHttpRequest",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
    });
    const text = await answer.text();
    let json = null;
    try {
      json = text ? JSON.parse(text) : null;
    } catch {
      // What stands between this page and the service answered: the status has to do.
    }
    if (!answer.ok) throw new Refusal(answer.status, json, answer.headers.get("Retry-After"));
    return json;
  }

  models() { return this.call("GET", "/models"); }
  usage(month) { return this.call("GET", "/usage" + (month ? `?month=${encodeURIComponent(month)}` : "")); }
  plan() { return this.call("GET", "/plan"); }
  setPlan(plan) { return this.call("PUT", "/plan", plan); }
  keys() { return this.call("GET", "/keys"); }
  makeKey(wish) { return this.call("POST", "/keys", wish); }
  revokeKey(id) { return this.call("DELETE", `/keys/${encodeURIComponent(id)}`); }
  dryRun(route, wish) { return this.call("POST", `/${route}?dry_run=true`, wish); }
  generate(route, wish, once) { return this.call("POST", `/${route}`, { ...wish, async: true }, { "Idempotency-Key": once }); }
  task(id) { return this.call("GET", `/tasks/${id}`); }
  cancel(id) { return this.call("DELETE", `/tasks/${id}`); }
  tasks(query) { return this.call("GET", `/tasks?${new URLSearchParams(query)}`); }
  deliveries(id) { return this.call("GET", `/tasks/${id}/deliveries`); }
  deliverAgain(id) { return this.call("POST", `/tasks/${id}/deliveries`); }
  deliveryUrls(wish) { return this.call("POST", "/delivery_urls", wish); }
  webhookSettings() { return this.call("GET", "/webhook_settings"); }
  setWebhookSettings(settings) { return this.call("PUT", "/webhook_settings", settings); }
  makeWebhookSecret() { return this.call("POST", "/webhook_settings/secrets"); }
  dropWebhookSecret(id) { return this.call("DELETE", `/webhook_settings/secrets/${id}`); }
}
