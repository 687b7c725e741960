// What every list is made from: the articles, the newest issue first, grouped once a build.
import { readFileSync } from "node:fs";

const digest = JSON.parse(readFileSync(new URL("../digest.json", import.meta.url)));

export const LISTED = 20;

export const TAXONOMIES = { topics: "主题", counties: "县市区", authors: "作者" };

const labels = {};
for (const taxonomy of ["topics", "counties"]) {
  labels[taxonomy] = new Map(digest.terms[taxonomy].map((term) => [term.key, term]));
}

export function termOf(taxonomy, key) {
  return labels[taxonomy]?.get(key) ?? { key, label: key, text: "" };
}

// Address of an article to the ones before and after it.
export const around = new Map();

const made = new WeakMap();

export function gathered(api) {
  const all = api.getAll();
  if (!made.has(all)) made.set(all, gather(api));
  return made.get(all);
}

function gather(api) {
  const articles = api
    .getFilteredByTag("article")
    .sort(
      (a, b) =>
        b.data.issue.localeCompare(a.data.issue, "en") ||
        a.data.number.localeCompare(b.data.number, "en"),
    );
  const byIssue = groups(articles, (item) => [item.data.issue]);
  const issues = [...byIssue].map(([key, items]) => ({
    key,
    date: key.slice(0, 10),
    number: digest.issues[key],
    items,
  }));
  for (const issue of issues) {
    issue.items.forEach((item, place) => {
      around.set(item.url, { before: issue.items[place - 1], after: issue.items[place + 1] });
    });
  }
  const filed = {
    topics: groups(articles, (item) => item.data.topics),
    counties: groups(articles, (item) => item.data.filed),
    authors: groups(articles, (item) => item.data.authors),
  };
  // A term that no article is filed under has a page too: it has a text.
  for (const [taxonomy, terms] of Object.entries(labels)) {
    for (const key of terms.keys()) if (!filed[taxonomy].has(key)) filed[taxonomy].set(key, []);
  }
  return { articles, issues, filed };
}

export function groups(items, keysOf) {
  const found = new Map();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(item);
    }
  }
  return found;
}

export function byMonth(items) {
  return groups(items, (item) => [item.data.issue.slice(0, 7)]);
}

export function hasMonths(taxonomy, items) {
  return taxonomy !== "authors" || items.length > LISTED;
}

export function terms({ filed }) {
  const found = [];
  for (const taxonomy of Object.keys(TAXONOMIES)) {
    for (const [key, items] of filed[taxonomy]) {
      found.push({ taxonomy, ...termOf(taxonomy, key), items, months: byMonth(items) });
    }
  }
  return found;
}

export function shelves(all) {
  const found = [];
  const add = (url, label, months) => {
    for (const [month, items] of months) found.push({ url: `${url}${month}.html`, label, month, items });
  };
  add("/archive/", "往期", byMonth(all.articles));
  for (const term of terms(all)) {
    if (hasMonths(term.taxonomy, term.items)) {
      add(`/${term.taxonomy}/${term.key}/`, term.label, term.months);
    }
  }
  return found;
}

export function feeds(all) {
  const found = [{ url: "/", label: "", items: all.articles.slice(0, LISTED) }];
  for (const issue of all.issues) {
    found.push({ url: `/issues/${issue.key}/`, label: issue.key, items: issue.items });
  }
  for (const term of terms(all)) {
    if (term.taxonomy === "authors") continue;
    const items = term.items.slice(0, LISTED);
    found.push({ url: `/${term.taxonomy}/${term.key}/`, label: term.label, items });
  }
  return found;
}
