"use strict";

/** The form of a request: what it says, and how its parts follow each other. */
class WishForm {
  #references = new ReferenceRows(() => this.#changed());
  #menu = new ModelMenu();
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    $("create").addEventListener("input", () => this.#changed());
    $("create").addEventListener("change", () => this.#changed());
  }

  open(models) {
    this.#menu.open(models, this.route());
    this.#changed();
  }

  close() {
    $("create").reset();
    this.#references.clear();
  }

  route() {
    return this.#references.count() > 0 ? "image_to_image" : "text_to_image";
  }

  /** The request as the form says it. */
  read() {
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
    if (this.route() === "image_to_image") wish.reference_images = this.#references.read();
    return wish;
  }

  /** Fills the form with an earlier request. */
  fill(task) {
    $("prompt").value = task.prompt ?? "";
    this.#references.show(task.reference_images ?? []);
    // A model can be chosen only when the menu has those of the route.
    this.#changed();
    $("model").value = task.model?.id ?? "";
    if (task.width && task.height) {
      $("size-form").value = "pixels";
      $("width").value = task.width;
      $("height").value = task.height;
    } else {
      $("size-form").value = "default";
    }
    $("format").value = task.format ?? "png";
    this.#changed();
  }

  #changed() {
    for (const part of document.querySelectorAll("[data-size]")) show(part, part.dataset.size === $("size-form").value);
    show($("managed-part"), $("target").value === "managed_asset");
    this.#menu.update(this.route());
    this.#references.limit(this.#menu.chosen()?.max_references ?? 4);
    this.#onChange();
  }
}
