"use strict";

/** A generation from the click to its end: its progress, its picture, and how it is cancelled. */
class Generation {
  #api = null;
  #watched = null;
  #onDeliver;
  #onCredits;

  constructor({ onDeliver, onCredits }) {
    this.#onDeliver = onDeliver;
    this.#onCredits = onCredits;
    $("cancel").addEventListener("click", () => this.#cancel());
  }

  open(api) {
    this.#api = api;
  }

  close() {
    this.#api = null;
    this.#watched = null;
    $("preview").replaceChildren();
    $("progress").textContent = "Nothing generated yet.";
    show($("stages"), false);
  }

  async start(route, wish) {
    const api = this.#api;
    $("generate").disabled = true;
    $("preview").replaceChildren();
    try {
      // A key of its own for each click: a request that is sent again by the browser or the network makes nothing twice.
      const once = crypto.randomUUID ? crypto.randomUUID() : `console-${Date.now()}-${Math.random()}`;
      const answer = await api.generate(route, wish, once);
      await this.#watch(api, answer.data.task_id, wish, answer.notices);
    } catch (failure) {
      if (api === this.#api) showWishRefusal(failure, "create-problem");
      this.#stage(null);
      $("progress").textContent = "Nothing was generated.";
    } finally {
      $("generate").disabled = false;
      show($("cancel"), false);
      this.#watched = null;
    }
  }

  async #watch(api, id, wish) {
    this.#watched = id;
    for (;;) {
      const answer = await this.#readPatiently(api, id);
      if (this.#watched !== id || api !== this.#api) return;
      const data = answer.data;
      if (data.status === "completed" || data.status === "failed") {
        this.#ended(data, wish, answer.notices);
        return;
      }
      this.#stage(data.stage ?? (data.status === "pending" ? "queued" : "generating"));
      show($("cancel"), data.status === "pending");
      await new Promise((done) => setTimeout(done, 700));
    }
  }

  /** A lost connection changes nothing about the task: asking goes on. */
  async #readPatiently(api, id) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await api.task(id);
      } catch (failure) {
        const passing = !(failure instanceof Refusal) || failure.status >= 500 || failure.status === 429;
        if (!passing || attempt === 20) throw failure;
        await new Promise((done) => setTimeout(done, Math.min(5000, 500 * attempt)));
      }
    }
  }

  #stage(stage) {
    const words = { queued: "Queued: waiting for a free hand …", generating: "Generating …", storing: "Storing the image …" };
    show($("stages"), stage !== null);
    if (stage === null) return;
    if ($("progress").textContent !== words[stage]) $("progress").textContent = words[stage];
    const order = Object.keys(words);
    for (const part of $("stages").children) {
      const place = order.indexOf(part.dataset.stage);
      part.className = place < order.indexOf(stage) ? "done" : place === order.indexOf(stage) ? "now" : "";
    }
  }

  #ended(data, wish, notices) {
    this.#stage(null);
    if (data.status === "failed") {
      const canceled = data.error?.code === "canceled";
      $("progress").textContent = canceled ? "Cancelled. Nothing was charged." : "No image: " + (data.error?.message ?? "it failed.");
      $("preview").replaceChildren(...noticeList(notices));
    } else {
      const cost = costOf(data);
      $("progress").textContent = cost === undefined ? "Done." : `Done, for ${creditsInWords(cost)}.`;
      const task = { id: data.task_id, prompt: wish.prompt, credits: cost };
      $("preview").replaceChildren(
        ...data.result.assets.map((asset) => assetView(asset, task, { deliver: this.#onDeliver })), ...noticeList(notices));
    }
    this.#onCredits();
  }

  async #cancel() {
    const id = this.#watched;
    if (!id) return;
    try {
      await this.#api.cancel(id);
    } catch (failure) {
      toast(inWords(failure));
    }
  }
}
