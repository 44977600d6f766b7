"use strict";

/** The pictures that a model starts from, a row each. */
class ReferenceRows {
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    $("add-reference").addEventListener("click", () => this.#add());
  }

  count() {
    return $("references").children.length;
  }

  /** No more can be added than the model takes; one always can, which makes the request one with references. */
  limit(most) {
    $("add-reference").disabled = this.count() >= Math.max(1, most);
  }

  clear() {
    $("references").replaceChildren();
  }

  /** Shows these, as they stand in a request, in place of the others. */
  show(references) {
    this.clear();
    for (const reference of references) this.#add(reference.url ?? reference.asset_id, reference.source_type);
  }

  /** As they stand in a request. */
  read() {
    return [...$("references").children].map((row) => {
      const kind = row.querySelector("select").value;
      const value = row.querySelector("input").value;
      return kind === "url" ? { source_type: "url", url: value } : { source_type: "managed_asset", asset_id: value };
    });
  }

  #add(value = "", kind = "url") {
    const number = this.count() + 1;
    const select = make("select", { "aria-label": `Reference ${number} by` },
      make("option", { value: "url", text: "address" }), make("option", { value: "managed_asset", text: "asset id" }));
    select.value = kind;
    const input = make("input", { "aria-label": `Reference ${number}`, placeholder: "https://…", spellcheck: "false" });
    input.value = value;
    select.addEventListener("change", () => { input.placeholder = select.value === "url" ? "https://…" : "asset id"; });
    const row = make("li", {}, make("div", { class: "row" },
      make("div", { class: "field" }, select), make("div", { class: "field" }, input),
      make("button", { type: "button", class: "quiet", text: "Remove", onclick: () => { row.remove(); this.#onChange(); } })));
    $("references").append(row);
    $("references-part").open = true;
    this.#onChange();
    if (!value) input.focus();
  }
}
