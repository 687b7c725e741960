import { esc, frame, rows } from "../lib/pieces.js";

export const data = {
  pagination: { data: "collections.shelves", size: 1, alias: "shown" },
  permalink: ({ shown }) => shown.url,
};

export function render({ shown }) {
  const title = `${shown.label} · ${shown.month}`;
  const main = `<header class="opening">
<h1>${esc(title)}</h1>
<ul class="facts">
<li>共${shown.items.length}篇</li>
</ul>
</header>
${rows(shown.items)}`;
  return frame({ url: shown.url, title, main });
}
