"use strict";

/** Signs in and out and turns pages. What it knows of the user is in this object, and goes with it. */
class Console {
  #api = null;
  #root = false;
  #create = new CreatePage({ onDeliver: (id) => this.#deliver(id), onCredits: () => this.#drawCredits() });
  #history = new HistoryPage({ onAgain: (task) => this.#again(task), onDeliver: (id) => this.#deliver(id) });
  #deliverPage = new DeliverPage();
  #account = new AccountPage({ onCredits: () => this.#drawCredits() });

  constructor() {
    $("cloud").value = document.querySelector("meta[name=imagegen-cloud]").content;
    $("sign-in").addEventListener("submit", (event) => { event.preventDefault(); this.#signIn(); });
    $("sign-out").addEventListener("click", () => this.#signOut());
    for (const button of $("nav").children) button.addEventListener("click", () => this.#turn(button.dataset.page));
    ($("cloud").value ? $("key") : $("cloud")).focus();
  }

  async #signIn() {
    problem("sign-in-problem", "");
    const api = new Api($("cloud").value.trim(), $("key").value.trim(), $("secret").value);
    try {
      const usage = (await api.usage()).data;
      // The plan is told to the root key alone.
      this.#root = usage.plan !== undefined;
      await this.#create.open(api);
      this.#api = api;
      $("sign-in").reset();
      show($("page-sign-in"), false);
      for (const part of ["nav", "who"]) show($(part), true);
      this.#writeCredits(usage);
      await this.#turn("create");
      $("prompt").focus();
    } catch (failure) {
      problem("sign-in-problem", inWords(failure));
      $("secret").focus();
    }
  }

  #signOut() {
    this.#api = null;
    for (const page of [this.#create, this.#history, this.#deliverPage, this.#account]) page.close();
    for (const page of ["create", "history", "deliver", "account"]) show($(`page-${page}`), false);
    for (const part of ["nav", "who"]) show($(part), false);
    show($("page-sign-in"), true);
    $("cloud").value = document.querySelector("meta[name=imagegen-cloud]").content;
    $("key").focus();
  }

  async #turn(page, detail) {
    for (const button of $("nav").children) {
      if (button.dataset.page === page) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
      show($(`page-${button.dataset.page}`), button.dataset.page === page);
    }
    if (page === "history") await this.#history.open(this.#api);
    if (page === "deliver") this.#deliverPage.open(this.#api, detail);
    if (page === "account") await this.#account.open(this.#api, this.#root);
  }

  #deliver(publicId) {
    this.#turn("deliver", publicId);
    $("asset").focus();
  }

  async #again(task) {
    await this.#turn("create");
    this.#create.fill(task);
    $("prompt").focus();
  }

  async #drawCredits() {
    try {
      this.#writeCredits((await this.#api.usage()).data);
    } catch {
      // The figure in the corner may be old: the page that is open says what is wrong when it matters.
    }
  }

  #writeCredits(usage) {
    const taken = usage.used + usage.reserved;
    $("credits").textContent = usage.limit === null || usage.limit === undefined
      ? `${creditsInWords(taken)} used` : `${usage.remaining} of ${creditsInWords(usage.limit)} left`;
  }
}

new Console();
