import { groups } from "../lib/gathered.js";
import { crumbs, date, frame, teaser } from "../lib/pieces.js";

export const data = {
  pagination: { data: "collections.issues", size: 1, alias: "shown" },
  permalink: ({ shown }) => `/issues/${shown.key}/index.html`,
};

export function render({ shown, pagination }) {
  const sheets = groups(shown.items, (item) => [item.data.sheet]);
  const sections = [...sheets].map(
    ([sheet, items]) => `<section class="ledger">
<h2>第${sheet}版 <span class="count">${items.length}<span class="unseen">篇</span></span></h2>
<div class="columns">
${items.map((item) => teaser(item)).join("\n")}
</div>
</section>`,
  );
  const beside = (issue, word) => (issue ? `<a href="/issues/${issue.key}/"><span class="which">${word}</span> ${date(issue.date)}</a>\n` : "");
  const main = `<header class="opening">
<h1>${date(shown.date)}</h1>
<ul class="facts">
<li>总第${shown.number}期</li>
<li>共${shown.items.length}篇</li>
</ul>
</header>
${sections.join("\n")}
<nav class="neighbours">
${beside(pagination.page.next?.[0], "上一期")}${beside(pagination.page.previous?.[0], "下一期")}</nav>
`;
  const url = `/issues/${shown.key}/`;
  return frame({ url, title: shown.key, feed: url, trail: crumbs(["往期", "/archive/"], [date(shown.date)]), main });
}
