// What many pages are put together from. A teaser is written once and kept.
import { TAXONOMIES, termOf } from "./gathered.js";

export const BASE = "https://example.com";
export const TITLE = "南岸文摘";
export const DESCRIPTION = "这里的文章、人物和数字都是程序编的，只用来测量速度。";

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function esc(text) {
  return String(text).replace(/[&<>"]/g, (character) => ENTITIES[character]);
}

const DAYS = "日一二三四五六";

export function date(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const weekday = DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `<time datetime="${iso}">${year}年${month}月${day}日 星期${weekday}</time>`;
}

export function links(item) {
  const { topics, places } = item.data;
  const link = (taxonomy) => (key) =>
    `<li><a href="/${taxonomy}/${key}/">${esc(termOf(taxonomy, key).label)}</a></li>`;
  return [...topics.map(link("topics")), ...places.map(link("counties"))].join("\n");
}

function teaserOf(item, dated) {
  const { data } = item;
  const when = dated
    ? `<ul class="when">
<li><a href="/issues/${data.issue}/">${date(data.issue.slice(0, 10))}</a></li>
<li>第${data.sheet}版</li>
</ul>
`
    : "";
  return `<article class="teaser">
${when}${data.kicker ? `<p class="kicker">${esc(data.kicker)}</p>\n` : ""}<h3><a href="${item.url}">${esc(data.title)}</a></h3>
${data.subtitle ? `<p class="subtitle">${esc(data.subtitle)}</p>\n` : ""}<p class="summary">${esc(data.description)}</p>
<ul class="meta">
<li class="authors">${esc(data.authors.join("、"))}</li>
${links(item)}
</ul>
</article>
`;
}

const kept = { true: new WeakMap(), false: new WeakMap() };

export function teaser(item, dated = false) {
  const written = kept[dated];
  if (!written.has(item)) written.set(item, teaserOf(item, dated));
  return written.get(item);
}

export function rows(items) {
  return `<div class="rows">
${items.map((item) => teaser(item, true)).join("\n")}</div>
`;
}

export function counted(url, label, count) {
  return `<li><a href="${url}">${esc(label)}</a> <span class="count">${count}<span class="unseen">篇</span></span></li>`;
}

export function crumbs(...trail) {
  const items = trail.map(([label, url]) =>
    url ? `<li><a href="${url}">${label}</a></li>` : `<li aria-current="page">${label}</li>`,
  );
  return `<nav class="breadcrumbs">
<ol>
<li><a href="/">${TITLE}</a></li>
${items.join("\n")}
</ol>
</nav>
`;
}

export function frame({ url, title, description = DESCRIPTION, kind = "website", head = "", feed = "/", trail = "", main }) {
  const current = Object.keys(TAXONOMIES).find((key) => url.startsWith(`/${key}/`));
  const mark = (key) => (key === current ? ' aria-current="true"' : "");
  return `<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; img-src 'self' data: file:; media-src 'self'; script-src 'self' file:; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)}｜${TITLE}</title>
<meta property="og:title" content="${esc(title)}">
<meta property="og:type" content="${kind}">
<meta property="og:site_name" content="${TITLE}">
<meta name="description" content="${esc(description)}">
<meta property="og:description" content="${esc(description)}">
<meta property="og:locale" content="zh_CN">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fffcf7" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#151413" media="(prefers-color-scheme: dark)">
<link rel="canonical" href="${BASE}${url}">
<meta property="og:url" content="${BASE}${url}">
<link rel="stylesheet" href="/assets/broadsheet.css">
<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
<link rel="icon" href="/favicon.ico" sizes="32x32">
<link rel="apple-touch-icon" href="/assets/icon.png">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="alternate" type="application/rss+xml" title="${TITLE} (RSS)" href="${BASE}${feed}rss.xml">
${head}</head>
<body>
<a class="skip" href="#page-main">跳到正文</a>
<header class="masthead">
<p class="name"><a href="/" rel="home">${TITLE}</a></p>
<nav class="sections">
<ul>
<li><a href="/topics/"${mark("topics")}>主题</a></li>
<li><a href="/counties/"${mark("counties")}>县市区</a></li>
<li><a href="/archive/">往期</a></li>
</ul>
</nav>
</header>
${trail}<main id="page-main">
${main}</main>
<footer class="colophon">
<p class="name"><a href="/">${TITLE}</a></p>
<nav>
<ul>
<li><a href="/authors/">作者</a></li>
</ul>
</nav>
<ul class="imprint">
<li>${TITLE}</li>
</ul>
</footer>
</body>
</html>
`;
}
