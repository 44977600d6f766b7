"use strict";

const GRAVITIES = ["center", "north", "north_east", "east", "south_east", "south", "south_west", "west", "north_west"];

/** The uses as data: what to ask for, and the request that it makes. */
const USES = {
  crops: {
    title: "Campaign crops",
    about: "One picture, cut to each shape around what matters in it.",
    fields: [
      { id: "ratios", label: "Ratios, with commas between", value: "1:1, 9:16, 32:9" },
      { id: "width", label: "Width", type: "number", value: 1080 },
      { id: "enlarge", label: "Make a small picture larger if it has to be", type: "checkbox", value: true },
    ],
    request: (v) => ({ crops: { ratios: v.ratios.split(",").map((r) => r.trim()).filter(Boolean), width: v.width, enlarge: v.enlarge } }),
  },
  product: {
    title: "Product on a backdrop",
    about: "The image is the backdrop; another image of the cloud stands on it.",
    fields: [
      { id: "width", label: "Width", type: "number", value: 1920 },
      { id: "height", label: "Height", type: "number", value: 1080 },
      { id: "product", label: "Public id of the product", value: "" },
      { id: "part", label: "Height of the product, as a part of the picture", type: "number", value: 0.7, step: 0.05 },
      { id: "gravity", label: "Place", options: GRAVITIES, value: "south_east" },
      { id: "x", label: "Inwards, pixels", type: "number", value: 120 },
      { id: "y", label: "Up or down, pixels", type: "number", value: 60 },
    ],
    request: (v) => ({ product: { width: v.width, height: v.height, image: { public_id: v.product }, relative_height: v.part,
      gravity: v.gravity, x: v.x, y: v.y } }),
  },
  banner: {
    title: "Banner with text",
    about: "Words in any language on the picture.",
    fields: [
      { id: "width", label: "Width", type: "number", value: 1080 },
      { id: "height", label: "Height", type: "number", value: 1350 },
      { id: "text", label: "Text", type: "textarea", value: "20 percent off, today / tomorrow" },
      { id: "font", label: "Font", value: "Arial" },
      { id: "size", label: "Size", type: "number", value: 72 },
      { id: "weight", label: "Weight", options: ["normal", "bold"], value: "bold" },
      { id: "color", label: "Colour", type: "color", value: "#ffffff" },
      { id: "wrap", label: "Wrap at, pixels", type: "number", value: 900 },
      { id: "gravity", label: "Place", options: GRAVITIES, value: "north" },
      { id: "y", label: "From the edge, pixels", type: "number", value: 120 },
    ],
    request: (v) => ({ banner: { width: v.width, height: v.height, texts: [{ text: v.text, font: v.font, size: v.size, weight: v.weight,
      align: "center", color: v.color, width: v.wrap, gravity: v.gravity, y: v.y }] } }),
  },
  cutOut: {
    title: "Cut-out",
    about: "The background is taken away (75 transformations), and the rest may go onto a mock-up.",
    fields: [
      { id: "mockUp", label: "Public id of the mock-up, if there is one", value: "" },
      { id: "width", label: "Width of the cut-out on it", type: "number", value: 900 },
      { id: "gravity", label: "Place", options: GRAVITIES, value: "center" },
      { id: "y", label: "Up or down, pixels", type: "number", value: 0 },
    ],
    request: (v) => ({ cut_out: v.mockUp
      ? { mock_up: { public_id: v.mockUp }, width: v.width, gravity: v.gravity, y: v.y, no_overflow: true } : {} }),
  },
  steps: {
    title: "Your own steps",
    about: "Any combination of crop, image_layer, text_layer, background_removal, trim, format and quality, as JSON.",
    fields: [
      { id: "steps", label: "Steps", type: "textarea", value: JSON.stringify([
        { type: "crop", mode: "fill", width: 800, height: 600, gravity: "auto" }, { type: "format", format: "auto" }], null, 1) },
    ],
    request: (v) => ({ steps: parsed(v.steps) }),
  },
};

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (e) {
    throw new Refusal(0, { error: { code: "invalid_json", message: `The steps are not JSON: ${e.message}` } });
  }
}

/** What one does with an image: addresses, and the pictures behind them. */
class DeliverPage {
  #api;

  constructor() {
    for (const [id, use] of Object.entries(USES)) $("preset").append(make("option", { value: id, text: use.title }));
    $("preset").addEventListener("change", () => this.#drawFields());
    $("deliver").addEventListener("submit", (event) => { event.preventDefault(); this.#make(); });
    this.#drawFields();
  }

  open(api, publicId) {
    this.#api = api;
    if (publicId) $("asset").value = publicId;
  }

  close() {
    this.#api = null;
    $("asset").value = "";
    $("urls").replaceChildren();
  }

  #drawFields() {
    const use = USES[$("preset").value];
    $("preset-about").textContent = use.about;
    const row = make("div", { class: "row" });
    for (const field of use.fields) {
      const id = `use-${field.id}`;
      let input;
      if (field.options) {
        input = make("select", { id }, ...field.options.map((o) => make("option", { value: o, text: o.replace("_", " ") })));
      } else if (field.type === "textarea") {
        input = make("textarea", { id, rows: field.id === "steps" ? 9 : 2, dir: "auto" });
      } else {
        input = make("input", { id, type: field.type ?? "text", step: field.step, spellcheck: "false" });
      }
      if (field.type === "checkbox") input.checked = field.value;
      else input.value = field.value;
      const label = make("label", { for: id, text: field.label });
      row.append(field.type === "checkbox" ? make("div", { class: "check" }, input, label) : make("div", { class: "field" }, label, input));
    }
    $("preset-fields").replaceChildren(row);
  }

  #values(use) {
    return Object.fromEntries(use.fields.map((field) => {
      const input = $(`use-${field.id}`);
      if (field.type === "checkbox") return [field.id, input.checked];
      return [field.id, field.type === "number" ? Number(input.value) : input.value];
    }));
  }

  async #make() {
    problem("deliver-problem", "");
    const use = USES[$("preset").value];
    $("urls-status").textContent = "Writing the URLs …";
    $("urls").replaceChildren();
    try {
      const answer = await this.#api.deliveryUrls({ asset: { public_id: $("asset").value }, ...use.request(this.#values(use)) });
      const urls = answer.data.urls;
      $("urls-status").textContent = `${urls.length} ${urls.length === 1 ? "URL" : "URLs"}. The store makes each picture when it is opened first.`;
      $("urls").replaceChildren(...noticeList(answer.notices), ...urls.map((url) => this.#view(url)));
    } catch (failure) {
      $("urls-status").textContent = "No URLs.";
      problem("deliver-problem", inWords(failure));
    }
  }

  #view(url) {
    const size = url.width ? ` · ${url.width} × ${url.height}` : "";
    const picture = make("img", { src: url.url, alt: `The image as ${url.name}`, width: url.width, height: url.height });
    const state = make("p", { class: "problem", hidden: true, text: "The store did not deliver this picture. Open the URL to see why." });
    picture.addEventListener("error", () => { show(picture, false); show(state, true); });
    return make("div", { class: "url" }, make("strong", { text: url.name + size }), picture, state,
      make("code", { text: url.url }), make("div", { class: "actions" }, copyButton(url.url, "URL")));
  }
}
