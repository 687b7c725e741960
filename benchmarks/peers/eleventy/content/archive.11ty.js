import { groups } from "../lib/gathered.js";
import { date, frame } from "../lib/pieces.js";

export const data = { permalink: "/archive/index.html" };

export function render({ collections }) {
  const years = groups(collections.issues, (issue) => [issue.key.slice(0, 4)]);
  const sections = [...years].map(([year, issues]) => {
    const items = issues.map((issue) => `<li><a href="/issues/${issue.key}/">${date(issue.date)}</a> <span class="facts">总第${issue.number}期 共${issue.items.length}篇</span></li>`);
    return `<section class="ledger"><h2>${year}年</h2><ul class="issues">
${items.join("\n")}
</ul></section>`;
  });
  return frame({ url: "/archive/", title: "往期", main: `<h1>往期</h1>\n${sections.join("\n")}\n` });
}
