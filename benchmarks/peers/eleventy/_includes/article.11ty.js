import { crumbs, date, esc, frame, links } from "../lib/pieces.js";
import { around, termOf } from "../lib/gathered.js";

const CHARACTERS = /[\u3400-\u9fff]|[A-Za-z0-9]+/g;

function neighbour(item, kind, word, rel) {
  return item
    ? `<a class="${kind}" rel="${rel}" href="${item.url}"><span class="which">${word}</span> ${esc(item.data.title)}</a>\n`
    : "";
}

function figures(captions) {
  if (!captions.length) return "";
  const each = captions.map(
    (one) => `<figure class="wordless">
<figcaption>${esc(one.text)} <span class="credit">${esc(one.credit)} ${esc(one.role)}</span></figcaption>
</figure>`,
  );
  return `<section class="figures">
<h2 class="label">图片说明</h2>
${each.join("\n")}
</section>
`;
}

export function render(data) {
  const characters = (data.content.replace(/<[^>]+>/g, "").match(CHARACTERS) ?? []).length;
  const byline = data.authors.map((name) => {
    const role = data.roles[name] ? `<span class="role">${esc(data.roles[name])}</span> ` : "";
    return `<li>${role}<a rel="author" href="/authors/${encodeURIComponent(name)}/">${esc(name)}</a></li>`;
  });
  const day = data.issue.slice(0, 10);
  const tags = [...data.topics.map((key) => termOf("topics", key).label), ...data.places.map((key) => termOf("counties", key).label)];
  const head = [
    `<meta property="article:published_time" content="${day}T00:00:00+08:00">`,
    `<meta property="article:modified_time" content="${day}T00:00:00+08:00">`,
    ...data.authors.map((name) => `<meta name="author" content="${esc(name)}">`),
    ...data.topics.slice(0, 1).map((key) => `<meta property="article:section" content="${esc(termOf("topics", key).label)}">`),
    ...tags.map((label) => `<meta property="article:tag" content="${esc(label)}">`),
    "",
  ].join("\n");
  const { before, after } = around.get(data.page.url);
  const main = `<article class="article">
<header class="headlines">
${data.kicker ? `<p class="kicker">${esc(data.kicker)}</p>\n` : ""}<h1>${esc(data.title)}</h1>
${data.subtitle ? `<p class="subtitle">${esc(data.subtitle)}</p>\n` : ""}<ul class="byline">
${byline.join("\n")}
</ul>
<ul class="facts">
<li><a href="/issues/${data.issue}/">${date(day)}</a></li>
<li>第${data.sheet}版</li>
<li>${characters}字 · 约${Math.max(1, Math.ceil(characters / 400))}分钟</li>
</ul>
</header>
<div class="prose">
${data.content}
</div>
${figures(data.captions)}<footer class="about">
<h2 class="unseen">关于本文</h2>
<dl>
<dt>来源</dt>
<dd>${esc(data.source)}</dd>
<dt>主题</dt>
<dd><ul class="terms">
${links({ data })}
</ul>
</dd>
</dl>
</footer>
</article>
<nav class="neighbours">
${neighbour(before, "before", "上一篇", "prev")}${neighbour(after, "after", "下一篇", "next")}</nav>
`;
  const trail = crumbs([date(day), `/issues/${data.issue}/`], [esc(data.title)]);
  return frame({ url: data.page.url, title: data.title, description: data.description, kind: "article", head, trail, main });
}
