"use strict";

/** An asset as people want to see it: the picture, what is known of it, and what one copies from it. */
function assetView(asset, task, { deliver } = {}) {
  const storage = asset.storage;
  const url = storage.secure_url;
  const view = make("div");
  view.append(
    make("a", { href: url, target: "_blank", rel: "noopener" },
      make("img", { src: url, width: asset.width, height: asset.height, alt: task?.prompt ? `Generated: ${task.prompt.slice(0, 200)}` : "The generated image" })),
    facts([
      ["Size", `${asset.width} × ${asset.height}`],
      ["Format", asset.format],
      ["Bytes", bytesInWords(asset.bytes)],
      ["Seed", asset.seed],
      ["Model", asset.model.id],
      ["Cost", task?.credits === undefined ? undefined : creditsInWords(task.credits)],
      ["Public id", storage.public_id],
      ["Kept", storage.expires_at ? `until ${timeInWords(storage.expires_at)}` : "for good"],
      ["Task", task?.id],
    ]));
  const actions = make("div", { class: "actions" }, copyButton(url, "URL"));
  if (storage.asset_id) actions.append(copyButton(storage.asset_id, "asset id"));
  if (storage.public_id) actions.append(copyButton(storage.public_id, "public id"));
  if (asset.seed !== null && asset.seed !== undefined) actions.append(copyButton(String(asset.seed), "seed"));
  if (storage.public_id && deliver) {
    actions.append(make("button", { type: "button", text: "Deliver it …", onclick: () => deliver(storage.public_id) }));
  }
  view.append(actions);
  return view;
}

/** What a task cost, as its limits say it. */
function costOf(data) {
  return data.limits?.addons_quota?.[0]?.used_by_request ?? undefined;
}
