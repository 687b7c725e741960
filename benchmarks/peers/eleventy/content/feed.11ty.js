import { BASE, DESCRIPTION, esc, TITLE } from "../lib/pieces.js";
import { termOf } from "../lib/gathered.js";

export const data = {
  pagination: { data: "collections.feeds", size: 1, alias: "shown" },
  permalink: ({ shown }) => `${shown.url}rss.xml`,
  eleventyExcludeFromCollections: true,
};

const kept = new WeakMap();

function entry(item) {
  if (!kept.has(item)) kept.set(item, written(item));
  return kept.get(item);
}

function written(item) {
  const { data } = item;
  const when = new Date(`${data.issue.slice(0, 10)}T00:00:00+08:00`).toUTCString();
  const labels = [...data.topics.map((key) => termOf("topics", key).label), ...data.places.map((key) => termOf("counties", key).label)];
  return `<item>
<title>${esc(data.title)}</title>
<link>${BASE}${item.url}</link>
<guid isPermaLink="true">${BASE}${item.url}</guid>
<pubDate>${when}</pubDate>
${data.authors.map((name) => `<dc:creator>${esc(name)}</dc:creator>`).join("\n")}
${labels.map((label) => `<category>${esc(label)}</category>`).join("\n")}
<description>${esc(data.description)}</description>
</item>`;
}

export function render({ shown }) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${TITLE} · ${esc(shown.label)}</title>
<link>${BASE}${shown.url}</link>
<description>${DESCRIPTION}</description>
<language>zh-Hans</language>
<atom:link rel="self" type="application/rss+xml" href="${BASE}${shown.url}rss.xml"/>
${shown.items.map(entry).join("\n")}
</channel>
</rss>
`;
}
