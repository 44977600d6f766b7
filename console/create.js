"use strict";

/** The page that generates: the form, its price before one clicks, its progress and its code. */
class CreatePage {
  #form = new WishForm(() => this.#changed());
  #price = new Price(this.#form);
  #snippet = new Snippet(this.#form);
  #generation;

  constructor(listeners) {
    this.#generation = new Generation(listeners);
    $("create").addEventListener("submit", (event) => { event.preventDefault(); this.#generate(); });
  }

  async open(api) {
    const models = (await api.models()).data.models;
    for (const part of [this.#price, this.#snippet, this.#generation]) part.open(api);
    this.#form.open(models);
  }

  close() {
    for (const part of [this.#form, this.#price, this.#snippet, this.#generation]) part.close();
  }

  /** Fills the form with an earlier request. */
  fill(task) {
    this.#form.fill(task);
  }

  #changed() {
    this.#snippet.write();
    this.#price.askSoon();
  }

  async #generate() {
    clearWishProblems();
    if (!$("prompt").value.trim()) {
      problem("prompt-problem", "Say what you want to see.", $("prompt"));
      $("prompt").focus();
      return;
    }
    await this.#generation.start(this.#form.route(), this.#form.read());
  }
}
