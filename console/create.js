"use strict";

/** The form that generates, its price before one clicks, its progress and its code. */
class CreatePage {
  #api;
  #models = [];
  #watched = null;
  #menuOf = "";
  #costTimer;
  #costNumber = 0;
  #language = "curl";
  #onDeliver;
  #onCredits;

  constructor({ onDeliver, onCredits }) {
    this.#onDeliver = onDeliver;
    this.#onCredits = onCredits;
    $("create").addEventListener("submit", (event) => { event.preventDefault(); this.#generate(); });
    $("create").addEventListener("input", () => this.#changed());
    $("create").addEventListener("change", () => this.#changed());
    $("add-reference").addEventListener("click", () => this.addReference());
    $("cancel").addEventListener("click", () => this.#cancel());
    $("with-secret").addEventListener("change", () => this.#writeCode());
    $("copy-code").addEventListener("click", () => copy($("code").textContent, "the code"));
    this.#openTabs();
  }

  async open(api) {
    this.#api = api;
    this.#models = (await api.models()).data.models;
    this.#fillModels();
    this.#changed();
  }

  close() {
    this.#api = null;
    this.#watched = null;
    clearTimeout(this.#costTimer);
    $("create").reset();
    $("references").replaceChildren();
    $("preview").replaceChildren();
    $("code").textContent = "";
    $("with-secret").checked = false;
    $("progress").textContent = "Nothing generated yet.";
    show($("stages"), false);
  }

  // -- the models ------------------------------------------------------------------------------------------------------

  #fillModels() {
    const menu = $("model");
    const chosen = menu.value;
    const route = this.#route();
    this.#menuOf = route;
    menu.replaceChildren(make("option", { value: "", text: "The service's own choice" }));
    const automatic = make("optgroup", { label: "Automatic" });
    const words = { balanced: "balanced", quality: "best quality", economy: "cheapest", balanced_fast: "balanced, fast",
      quality_fast: "best quality, fast", economy_fast: "cheapest, fast" };
    for (const [preference, text] of Object.entries(words)) {
      automatic.append(make("option", { value: `auto:${preference}`, text: `Automatic: ${text}` }));
    }
    menu.append(automatic);
    const families = Map.groupBy
      ? Map.groupBy(this.#usable(route), (model) => model.family)
      : this.#usable(route).reduce((map, m) => map.set(m.family, [...(map.get(m.family) ?? []), m]), new Map());
    for (const [family, models] of families) {
      const group = make("optgroup", { label: family });
      for (const model of models) {
        group.append(make("option", { value: model.id, text: `${model.id} · ${model.tier} · ${creditRange(model)}` }));
      }
      menu.append(group);
    }
    menu.value = [...menu.options].some((option) => option.value === chosen) ? chosen : "";
  }

  #usable(route) {
    return this.#models.filter((model) => model.operation === route);
  }

  #describeModel() {
    const model = this.#models.find((m) => m.id === $("model").value);
    $("model-about").textContent = model ? aboutModel(model) : "";
    const most = model?.max_references ?? 4;
    $("add-reference").disabled = $("references").children.length >= Math.max(1, most);
  }

  // -- references ------------------------------------------------------------------------------------------------------

  addReference(value = "", kind = "url") {
    const number = $("references").children.length + 1;
    const select = make("select", { "aria-label": `Reference ${number} by` },
      make("option", { value: "url", text: "address" }), make("option", { value: "managed_asset", text: "asset id" }));
    select.value = kind;
    const input = make("input", { "aria-label": `Reference ${number}`, placeholder: "https://…", spellcheck: "false" });
    input.value = value;
    select.addEventListener("change", () => { input.placeholder = select.value === "url" ? "https://…" : "asset id"; });
    const row = make("li", {}, make("div", { class: "row" },
      make("div", { class: "field" }, select), make("div", { class: "field" }, input),
      make("button", { type: "button", class: "quiet", text: "Remove", onclick: () => { row.remove(); this.#changed(); } })));
    $("references").append(row);
    $("references-part").open = true;
    this.#changed();
    if (!value) input.focus();
  }

  // -- the request -----------------------------------------------------------------------------------------------------

  #route() {
    return $("references").children.length > 0 ? "image_to_image" : "text_to_image";
  }

  /** The request as the form says it. */
  wish() {
    const wish = { prompt: $("prompt").value };
    const model = $("model").value;
    if (model.startsWith("auto:")) wish.model = { mode: "auto", preference: model.slice(5) };
    else if (model) wish.model = { id: model };
    const form = $("size-form").value;
    if (form === "shape") wish.image_size = { aspect_ratio: $("aspect-ratio").value, resolution: $("resolution").value };
    if (form === "pixels") wish.image_size = { width: number("width"), height: number("height") };
    if ($("format").value !== "png") wish.format = $("format").value;
    if ($("seed").value !== "") wish.seed = number("seed");
    if ($("target").value === "temporary") wish.target = { target_type: "temporary" };
    else if ($("public-id").value || $("upload-preset").value) {
      wish.target = { target_type: "managed_asset" };
      if ($("public-id").value) wish.target.public_id = $("public-id").value;
      if ($("upload-preset").value) wish.target.upload_preset = $("upload-preset").value;
    }
    if ($("reuse").checked) wish.reuse = true;
    if (this.#route() === "image_to_image") {
      wish.reference_images = [...$("references").children].map((row) => {
        const kind = row.querySelector("select").value;
        const value = row.querySelector("input").value;
        return kind === "url" ? { source_type: "url", url: value } : { source_type: "managed_asset", asset_id: value };
      });
    }
    return wish;
  }

  /** Fills the form with an earlier request. */
  fill(task) {
    $("prompt").value = task.prompt ?? "";
    $("references").replaceChildren();
    for (const reference of task.reference_images ?? []) {
      this.addReference(reference.url ?? reference.asset_id, reference.source_type);
    }
    this.#changed();
    $("model").value = task.model?.id ?? "";
    if (task.width && task.height) {
      $("size-form").value = "pixels";
      $("width").value = task.width;
      $("height").value = task.height;
    }
    $("format").value = task.format ?? "png";
    this.#changed();
  }

  #changed() {
    for (const part of document.querySelectorAll("[data-size]")) show(part, part.dataset.size === $("size-form").value);
    show($("managed-part"), $("target").value === "managed_asset");
    if (this.#route() !== this.#menuOf) this.#fillModels();
    this.#describeModel();
    this.#writeCode();
    clearTimeout(this.#costTimer);
    this.#costTimer = setTimeout(() => this.#askCost(), 350);
  }

  // -- the price -------------------------------------------------------------------------------------------------------

  async #askCost() {
    const api = this.#api;
    const number = ++this.#costNumber;
    this.#clearProblems();
    if (!api || !$("prompt").value.trim()) {
      $("cost").textContent = "";
      return;
    }
    let answer;
    try {
      answer = await api.dryRun(this.#route(), this.wish());
    } catch (failure) {
      if (number === this.#costNumber) this.#showRefusal(failure, "cost");
      return;
    }
    if (number !== this.#costNumber) return;
    const data = answer.data;
    const what = `${data.width} × ${data.height} ${data.format} by ${data.model.id}`;
    const covered = data.covered === false ? " That is more than is left." : "";
    $("cost").textContent = `${creditsInWords(data.credits)}: ${what}.${covered}`;
  }

  // -- generating ------------------------------------------------------------------------------------------------------

  async #generate() {
    this.#clearProblems();
    if (!$("prompt").value.trim()) {
      problem("prompt-problem", "Say what you want to see.", $("prompt"));
      $("prompt").focus();
      return;
    }
    const api = this.#api;
    const wish = this.wish();
    $("generate").disabled = true;
    $("preview").replaceChildren();
    try {
      // A key of its own for each click: a request that is sent again by the browser or the network makes nothing twice.
      const once = crypto.randomUUID ? crypto.randomUUID() : `console-${Date.now()}-${Math.random()}`;
      const answer = await api.generate(this.#route(), wish, once);
      await this.#watch(api, answer.data.task_id, wish, answer.notices);
    } catch (failure) {
      if (api === this.#api) this.#showRefusal(failure, "create-problem");
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

  // -- what is wrong ---------------------------------------------------------------------------------------------------

  #clearProblems() {
    for (const part of ["prompt", "model", "size", "references", "seed", "target", "create"]) problem(`${part}-problem`, "");
    for (const input of $("create").querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  }

  /** Writes a refusal at its field, or where the form says what it costs or what went wrong. */
  #showRefusal(failure, otherwise) {
    const field = failure instanceof Refusal ? String(failure.error.details?.field ?? "") : "";
    const places = [["prompt", "prompt", "prompt"], ["model", "model", "model"], ["image_size", "size", "width"],
      ["reference_images", "references", null], ["seed", "seed", "seed"], ["target", "target", "public-id"]];
    const place = places.find(([name]) => field === name || field.startsWith(name + ".") || field.startsWith(name + "["));
    if (place) {
      problem(`${place[1]}-problem`, inWords(failure), place[2] ? $(place[2]) : null);
      if (otherwise === "cost") $("cost").textContent = "";
      else $(`${place[1]}-problem`).closest("details")?.setAttribute("open", "");
      return;
    }
    if (otherwise === "cost") $("cost").textContent = inWords(failure);
    else problem(otherwise, inWords(failure));
  }

  // -- code ------------------------------------------------------------------------------------------------------------

  #openTabs() {
    const tabs = [...document.querySelectorAll("[role=tab]")];
    const choose = (tab) => {
      this.#language = tab.dataset.language;
      for (const other of tabs) {
        other.setAttribute("aria-selected", String(other === tab));
        other.tabIndex = other === tab ? 0 : -1;
      }
      $("code").setAttribute("aria-labelledby", tab.id);
      this.#writeCode();
    };
    tabs.forEach((tab, i) => {
      tab.addEventListener("click", () => choose(tab));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = tabs[(i + step + tabs.length) % tabs.length];
        next.focus();
        choose(next);
      });
    });
  }

  #writeCode() {
    if (!this.#api) return;
    const secret = $("with-secret").checked ? this.#api.revealSecret() : null;
    const call = { url: `${this.#api.base}/${this.#route()}`, wish: this.wish(), key: this.#api.key, secret };
    $("code").textContent = CODE[this.#language](call);
    $("code-hint").textContent = CODE_HINTS[this.#language]
      + (secret === null ? " It takes the key and the secret from IMAGEGEN_KEY and IMAGEGEN_SECRET." : "");
  }
}

function number(id) {
  const text = $(id).value;
  return text === "" ? null : Number(text);
}

/** The cheapest and the dearest that a model makes. */
function creditRange(model) {
  const credits = model.sizes.map((size) => size.credits);
  const least = Math.min(...credits);
  const most = Math.max(...credits);
  return least === most ? creditsInWords(least) : `${least}–${most} credits`;
}

function aboutModel(model) {
  const parts = [];
  if (model.usual_seconds) parts.push(`usually ${model.usual_seconds} s`);
  if (model.good_for) parts.push(model.good_for);
  parts.push(model.formats.join(", "));
  parts.push(model.seed.supported ? "takes a seed" : "no seeds");
  if (model.max_references > 0) parts.push(`up to ${model.max_references} ${model.max_references === 1 ? "reference" : "references"}`);
  return parts.join(" · ");
}
