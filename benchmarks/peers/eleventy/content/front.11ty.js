import { counted, date, frame, teaser } from "../lib/pieces.js";
import { termOf } from "../lib/gathered.js";

export const data = { permalink: "/index.html" };

export function render({ collections }) {
  const [newest, ...earlier] = collections.issues;
  const terms = (taxonomy) =>
    collections.terms
      .filter((term) => term.taxonomy === taxonomy)
      .map((term) => counted(`/${taxonomy}/${term.key}/`, termOf(taxonomy, term.key).label, term.items.length))
      .join("\n");
  const issues = earlier
    .slice(0, 12)
    .map((issue) => `<li><a href="/issues/${issue.key}/">${date(issue.date)}</a> <span class="facts">总第${issue.number}期 共${issue.items.length}篇</span></li>`);
  return frame({
    url: "/",
    title: "为测速而写的文章",
    main: `<section class="frontpage">
${newest.items.map((item) => teaser(item)).join("\n")}
</section>
<div class="ways">
<section><h2>往期</h2><ul class="issues">
${issues.join("\n")}
</ul></section>
<section><h2>主题</h2><ul class="terms">
${terms("topics")}
</ul></section>
<section><h2>县市区</h2><ul class="terms">
${terms("counties")}
</ul></section>
</div>
`,
  });
}
