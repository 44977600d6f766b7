"use strict";

/** The panel that shows the request in the form as code, in the language of its tab. */
class Snippet {
  #form;
  #api = null;
  #language = "curl";

  constructor(form) {
    this.#form = form;
    $("with-secret").addEventListener("change", () => this.write());
    $("copy-code").addEventListener("click", () => copy($("code").textContent, "the code"));
    this.#openTabs();
  }

  open(api) {
    this.#api = api;
  }

  close() {
    this.#api = null;
    $("code").textContent = "";
    $("with-secret").checked = false;
  }

  write() {
    if (!this.#api) return;
    const secret = $("with-secret").checked ? this.#api.revealSecret() : null;
    const call = { url: `${this.#api.base}/${this.#form.route()}`, wish: this.#form.read(), key: this.#api.key, secret };
    $("code").textContent = CODE[this.#language](call);
    $("code-hint").textContent = CODE_HINTS[this.#language]
      + (secret === null ? " It takes the key and the secret from IMAGEGEN_KEY and IMAGEGEN_SECRET." : "");
  }

  #openTabs() {
    const tabs = [...document.querySelectorAll("[role=tab]")];
    const choose = (tab) => {
      this.#language = tab.dataset.language;
      for (const other of tabs) {
        other.setAttribute("aria-selected", String(other === tab));
        other.tabIndex = other === tab ? 0 : -1;
      }
      $("code").setAttribute("aria-labelledby", tab.id);
      this.write();
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
}
