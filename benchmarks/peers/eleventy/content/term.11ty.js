import { counted, crumbs, esc, frame, rows } from "../lib/pieces.js";
import { hasMonths, LISTED, TAXONOMIES } from "../lib/gathered.js";

export const data = {
  pagination: { data: "collections.terms", size: 1, alias: "shown" },
  permalink: ({ shown }) => `/${shown.taxonomy}/${shown.key}/index.html`,
};

export function render({ shown }) {
  const url = `/${shown.taxonomy}/${shown.key}/`;
  const months = [...shown.months].map(([month, items]) => counted(`${url}${month}.html`, month, items.length));
  const main = `<header class="opening">
<h1>${esc(shown.label)}</h1>
<ul class="facts">
<li>共${shown.items.length}篇</li>
</ul>
</header>
${shown.text ? `<div class="prose note"><p>${esc(shown.text)}</p></div>\n` : ""}<section>
<h2 class="label">最新文章</h2>
${rows(shown.items.slice(0, LISTED))}</section>
${hasMonths(shown.taxonomy, shown.items) ? `<section class="ledger"><h2>按月查看</h2><ul class="terms">\n${months.join("\n")}\n</ul></section>\n` : ""}`;
  const trail = crumbs([TAXONOMIES[shown.taxonomy], `/${shown.taxonomy}/`], [esc(shown.label)]);
  return frame({ url, title: shown.label, feed: shown.taxonomy === "authors" ? "/" : url, trail, main });
}
