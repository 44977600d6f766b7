"use strict";

/** The element with this id. */
function $(id) {
  return document.getElementById(id);
}

/** A new element: attributes by name, `on…` as listeners, `text` as its text, the rest as children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") element.textContent = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** What stands in a field for a number; null if nothing does. */
function number(id) {
  const text = $(id).value;
  return text === "" ? null : Number(text);
}

function show(element, visible) {
  element.hidden = !visible;
}

/** A word to the user that goes away by itself. */
const toast = (() => {
  let timer;
  return (text) => {
    $("toast").textContent = text;
    show($("toast"), true);
    clearTimeout(timer);
    timer = setTimeout(() => show($("toast"), false), 4000);
  };
})();

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied: ${what}`);
  } catch {
    toast("The browser does not allow copying here. Select the text and copy it yourself.");
  }
}

function copyButton(text, what) {
  return make("button", { type: "button", class: "quiet", text: `Copy ${what}`, onclick: () => copy(text, what) });
}

/** Writes what went wrong below a field, or takes it away. */
function problem(id, text, input) {
  const place = $(id);
  place.textContent = text ?? "";
  show(place, Boolean(text));
  if (input) {
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

/** One sentence for people, of whatever was thrown. */
function inWords(failure) {
  if (failure instanceof Refusal) return failure.sentence();
  if (failure instanceof TypeError) return "The service cannot be reached. Check the connection and try again.";
  return "Something went wrong in this page: " + failure.message;
}

function bytesInWords(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function timeInWords(iso) {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

function creditsInWords(count) {
  return `${count} ${count === 1 ? "credit" : "credits"}`;
}

/** Pairs of a word and what it stands for; those without a value are left out. */
function facts(pairs) {
  const list = make("dl");
  for (const [word, value] of pairs) {
    if (value === undefined || value === null || value === "") continue;
    list.append(make("dt", { text: word }), value instanceof Node ? make("dd", {}, value) : make("dd", { text: String(value) }));
  }
  return list;
}

function noticeList(notices = []) {
  return notices.map((notice) => make("p", { class: `notice ${notice.severity}`, text: notice.text }));
}
