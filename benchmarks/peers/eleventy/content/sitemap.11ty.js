import { BASE } from "../lib/pieces.js";

export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ collections }) {
  const urls = [
    ...collections.articles.map((item) => item.url),
    ...collections.issues.map((issue) => `/issues/${issue.key}/`),
    ...collections.terms.map((term) => encodeURI(`/${term.taxonomy}/${term.key}/`)),
    ...collections.shelves.map((shelf) => encodeURI(shelf.url)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `<url><loc>${BASE}${url}</loc></url>`).join("\n")}
</urlset>
`;
}
