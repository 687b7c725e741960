import { counted, esc, frame } from "../lib/pieces.js";
import { TAXONOMIES } from "../lib/gathered.js";

export const data = {
  taxonomies: Object.keys(TAXONOMIES),
  pagination: { data: "taxonomies", size: 1, alias: "shown" },
  permalink: ({ shown }) => `/${shown}/index.html`,
};

export function render({ shown, collections }) {
  const terms = collections.terms.filter((term) => term.taxonomy === shown);
  const items = terms.map((term) => counted(`/${shown}/${term.key}/`, term.label, term.items.length));
  const main = `<header class="opening"><h1>${esc(TAXONOMIES[shown])}</h1></header>
<ul class="terms many">
${items.join("\n")}
</ul>
`;
  return frame({ url: `/${shown}/`, title: TAXONOMIES[shown], main });
}
