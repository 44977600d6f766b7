"use strict";

/** What was asked for: newest first, searchable, to be seen again, run again, cancelled, and its webhooks looked at. */
class HistoryPage {
  #api;
  #tasks = [];
  #cursor = null;
  #onAgain;
  #onDeliver;
  #reading = 0;

  constructor({ onAgain, onDeliver }) {
    this.#onAgain = onAgain;
    this.#onDeliver = onDeliver;
    $("status").addEventListener("change", () => this.#restart());
    $("search").addEventListener("input", () => this.#draw());
    $("history-filter").addEventListener("submit", (event) => event.preventDefault());
    $("more-tasks").addEventListener("click", () => this.#more());
    $("task-dialog-close").addEventListener("click", () => $("task-dialog").close());
  }

  open(api) {
    this.#api = api;
    return this.#restart();
  }

  close() {
    this.#api = null;
    this.#tasks = [];
    $("tasks").replaceChildren();
    $("task-dialog").close();
  }

  async #restart() {
    this.#tasks = [];
    this.#cursor = null;
    await this.#more();
  }

  async #more() {
    const reading = ++this.#reading;
    problem("history-problem", "");
    const query = { limit: 24 };
    if ($("status").value) query.status = $("status").value;
    if (this.#cursor) query.cursor = this.#cursor;
    try {
      const data = (await this.#api.tasks(query)).data;
      if (reading !== this.#reading) return;
      this.#tasks.push(...data.tasks);
      this.#cursor = data.next_cursor ?? null;
    } catch (failure) {
      problem("history-problem", inWords(failure));
    }
    this.#draw();
  }

  #draw() {
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.#tasks.filter((task) => {
      const text = `${task.prompt} ${task.model?.id} ${task.task_id}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    $("tasks").replaceChildren(...found.map((task) => this.#item(task)));
    $("history-count").textContent = found.length === 0 ? "Nothing here." : `${found.length} shown.`;
    show($("more-tasks"), this.#cursor !== null);
  }

  #item(task) {
    const asset = task.result?.assets?.[0];
    const thumb = asset && this.#alive(asset)
      ? make("img", { class: "thumb", src: asset.storage.secure_url, loading: "lazy", alt: "" })
      : make("span", { class: "none", text: asset ? "expired" : task.status });
    const title = task.prompt?.slice(0, 80) ?? task.task_id;
    const button = (text, action) => make("button", { type: "button", class: "quiet", text, "aria-label": `${text}: ${title}`, onclick: action });
    const actions = make("div", { class: "actions" },
      button("Show", () => this.#showTask(task)), button("Run again", () => this.#onAgain(task)));
    if (task.status === "pending") actions.append(button("Cancel", () => this.#cancel(task)));
    actions.append(button("Webhooks", () => this.#showDeliveries(task)));
    return make("li", { class: "card" }, thumb, make("div", {},
      make("p", { class: "prompt", text: task.prompt ?? "" }),
      make("p", { class: "hint" }, make("span", { class: `state ${task.status}`, text: task.status }),
        ` · ${task.model?.id ?? ""} · ${creditsInWords(task.credits ?? 0)} · ${timeInWords(task.created_at)}`),
      task.error ? make("p", { class: "hint", text: task.error.message }) : null,
      actions));
  }

  #alive(asset) {
    return !asset.storage.expires_at || new Date(asset.storage.expires_at) > new Date();
  }

  #dialog(title, ...content) {
    $("task-dialog-title").textContent = title;
    $("task-dialog-body").replaceChildren(...content);
    if (!$("task-dialog").open) $("task-dialog").showModal();
  }

  async #showTask(task) {
    try {
      const answer = await this.#api.task(task.task_id);
      const data = answer.data;
      const known = { id: task.task_id, prompt: task.prompt, credits: task.credits };
      const deliver = (publicId) => { $("task-dialog").close(); this.#onDeliver(publicId); };
      const views = (data.result?.assets ?? []).map((asset) => assetView(asset, known, { deliver }));
      const error = data.error ? [make("p", { class: "problem", text: data.error.message }), facts([["Code", data.error.code]])] : [];
      this.#dialog("Task", make("p", { text: task.prompt ?? "" }),
        facts([["State", data.status], ["Accepted", timeInWords(task.created_at)],
          ["Ended", task.ended_at && timeInWords(task.ended_at)], ["Key", task.api_key]]),
        ...error, ...views, ...noticeList(answer.notices));
    } catch (failure) {
      problem("history-problem", inWords(failure));
    }
  }

  async #cancel(task) {
    try {
      await this.#api.cancel(task.task_id);
      toast("Cancelled. Nothing was charged.");
    } catch (failure) {
      toast(inWords(failure));
    }
    await this.#restart();
  }

  async #showDeliveries(task) {
    try {
      this.#deliveries(task, (await this.#api.deliveries(task.task_id)).data);
    } catch (failure) {
      problem("history-problem", inWords(failure));
    }
  }

  #deliveries(task, data) {
    const told = data.url
      ? facts([["Address", data.url], ["State", data.state], ["Next try", data.next_at && timeInWords(data.next_at)]])
      : make("p", { text: "Nobody is told of this task: neither its request nor the cloud named an address." });
    const rows = data.deliveries.map((d) => make("tr", {}, make("td", { text: d.number }), make("td", { text: timeInWords(d.at) }),
      make("td", { class: "number", text: `${d.duration_ms} ms` }), make("td", { text: d.status ?? "none" }), make("td", { text: d.reason })));
    const table = rows.length === 0 ? null : make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Tries" },
      make("table", {}, make("thead", {}, make("tr", {}, ...["Try", "At", "Took", "Answer", "What came of it"].map((t) => make("th", { scope: "col", text: t })))),
        make("tbody", {}, ...rows)));
    const again = data.url && make("button", { type: "button", text: "Send it again", onclick: async () => {
      try {
        this.#deliveries(task, (await this.#api.deliverAgain(task.task_id)).data);
        toast("It is on its way again.");
      } catch (failure) {
        toast(inWords(failure));
      }
    } });
    const look = data.url && make("button", { type: "button", class: "quiet", text: "Look again", onclick: () => this.#showDeliveries(task) });
    this.#dialog("Webhooks of a task", told, table ?? "", make("div", { class: "actions" }, again || "", look || ""));
  }
}
