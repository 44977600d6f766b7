"use strict";

/** What the request in the form costs, before one clicks. */
class Price {
  #form;
  #api = null;
  #timer;
  #asked = 0;

  constructor(form) {
    this.#form = form;
  }

  open(api) {
    this.#api = api;
  }

  close() {
    this.#api = null;
    clearTimeout(this.#timer);
  }

  /** Asks when nothing has changed for a moment. */
  askSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), 350);
  }

  async #ask() {
    const api = this.#api;
    const number = ++this.#asked;
    clearWishProblems();
    if (!api || !$("prompt").value.trim()) {
      $("cost").textContent = "";
      return;
    }
    let answer;
    try {
      answer = await api.dryRun(this.#form.route(), this.#form.read());
    } catch (failure) {
      if (number === this.#asked) showWishRefusal(failure, "cost");
      return;
    }
    if (number !== this.#asked) return;
    const data = answer.data;
    const size = data.width ? `${data.width} × ${data.height} ` : "";
    const what = `${size}${data.format} by ${data.model.id}`;
    const covered = data.covered === false ? " That is more than is left." : "";
    $("cost").textContent = `${creditsInWords(data.credits)}: ${what}.${covered}`;
  }
}
