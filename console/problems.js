"use strict";

/** Takes away what was wrong with the request. */
function clearWishProblems() {
  for (const part of ["prompt", "model", "size", "references", "seed", "target", "create"]) problem(`${part}-problem`, "");
  for (const input of $("create").querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

/** Writes a refusal at its field, or where the form says what it costs or what went wrong. */
function showWishRefusal(failure, otherwise) {
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
