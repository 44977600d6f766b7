"use strict";

/** The menu of the models that can serve a request, and what is known of the chosen one. */
class ModelMenu {
  #models = [];
  #route = "";

  open(models, route) {
    this.#models = models;
    this.#fill(route);
  }

  /** The menu is filled anew where the request has become one of another route. */
  update(route) {
    if (route !== this.#route) this.#fill(route);
    const model = this.chosen();
    $("model-about").textContent = model ? aboutModel(model) : "";
  }

  /** None where the choice is left to the service. */
  chosen() {
    return this.#models.find((m) => m.id === $("model").value);
  }

  #fill(route) {
    const menu = $("model");
    const chosen = menu.value;
    const usable = this.#models.filter((model) => model.operation === route);
    this.#route = route;
    menu.replaceChildren(make("option", { value: "", text: "The service's own choice" }));
    const automatic = make("optgroup", { label: "Automatic" });
    const words = { balanced: "balanced", quality: "best quality", economy: "cheapest", balanced_fast: "balanced, fast",
      quality_fast: "best quality, fast", economy_fast: "cheapest, fast" };
    for (const [preference, text] of Object.entries(words)) {
      automatic.append(make("option", { value: `auto:${preference}`, text: `Automatic: ${text}` }));
    }
    menu.append(automatic);
    const families = Map.groupBy
      ? Map.groupBy(usable, (model) => model.family)
      : usable.reduce((map, m) => map.set(m.family, [...(map.get(m.family) ?? []), m]), new Map());
    for (const [family, models] of families) {
      const group = make("optgroup", { label: family === "none" ? "by id only" : family });
      for (const model of models) {
        group.append(make("option", { value: model.id, text: [model.id, ...(model.tier === "none" ? [] : [model.tier]), creditRange(model)].join(" · ") }));
      }
      menu.append(group);
    }
    menu.value = [...menu.options].some((option) => option.value === chosen) ? chosen : "";
  }
}

/** The cheapest and the dearest that a model makes. */
function creditRange(model) {
  const credits = model.sizes.length > 0 ? model.sizes.map((size) => size.credits) : [model.credits];
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
