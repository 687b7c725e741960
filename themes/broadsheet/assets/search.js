/* The search of the page search.html. It reads the index that generator/search writes (the format is
   in docs/search.md), finds every article that holds the query, and shows for each its title in this
   form and the words around the match, which it takes from the page of the article itself.

   It says nothing of its own: all words stand in the attributes of the form. Other scripts may call
   window.wenzhai.search(text, {county: "330381"}), which gives the addresses of all articles found,
   the newest first, and window.wenzhai.fold(text). */
(() => {
  "use strict";

  const form = document.getElementById("search");
  if (!form) return;
  const results = document.getElementById("search-results");
  const list = results.querySelector("ol");
  const more = results.querySelector("button");
  const status = document.getElementById("search-status");
  const words = form.dataset;
  const index = new URL(words.index, location.href);
  const home = new URL(words.home, location.href);
  const AT_ONCE = 10;

  // 1. Folding: one writing for all writings, by the rules of generator/search/folding.py.

  const LETTER = /[0-9a-z\u00b5-\u024f\u0370-\u052f]/;
  const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  const WITHOUT_WIDTH = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
  const MARKS = { "「": "“", "」": "”", "『": "‘", "』": "’", "・": "·", "‧": "·", "•": "·" };
  let simplified = new Map();
  let loose = [];

  function foldedOne(one) {
    const code = one.codePointAt(0);
    if (SPACE.test(one)) return " ";
    if (WITHOUT_WIDTH.test(one)) return "";
    if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0).toLowerCase();
    if (code > 0x52f) return MARKS[one] ?? simplified.get(one) ?? one;
    const small = one.toLowerCase();
    return small.length === 1 ? small : one;
  }

  /* The characters that count, and where each stands in the text. */
  function folded(text) {
    const characters = [];
    const at = [];
    let space = -1;
    let place = 0;
    for (const one of text) {
      const new_ = foldedOne(one);
      if (new_ === " ") {
        space = place;
      } else if (new_) {
        if (space >= 0 && characters.length && LETTER.test(characters.at(-1)) && LETTER.test(new_)) {
          characters.push(" ");
          at.push(space);
        }
        space = -1;
        characters.push(new_);
        at.push(place);
      }
      place += one.length;
    }
    return { characters, at };
  }

  // 2. Reading the index

  class Stale extends Error {}

  let files = new Map();

  function read(name, stamp, parse) {
    if (!files.has(name)) {
      const url = new URL(name, index);
      url.search = stamp;
      const file = fetch(url, stamp ? {} : { cache: "no-cache" }).then(async (answer) => {
        if (!answer.ok) throw stamp ? new Stale(name) : new Error(name);
        return parse(answer);
      });
      file.catch(() => files.delete(name));
      files.set(name, file);
    }
    return files.get(name);
  }

  const asJson = (answer) => answer.json();
  const readIndex = () => read("index.json", "", asJson);

  async function readFolding() {
    if (simplified.size) return false;
    const { pairs, loose: second } = await read("folding.json", "", asJson);
    const characters = [...pairs, ""];
    for (let i = 0; i + 1 < characters.length; i += 2) simplified.set(characters[i], characters[i + 1]);
    loose = [...second];
    return true;
  }

  async function readHead(segment) {
    const head = await read(`${segment.name}/head.json`, segment.stamp, asJson);
    if (head.stamp !== segment.stamp) throw new Stale(segment.name);
    if (!head.ends) {
      let end = 0;
      head.ends = head.lengths.map((length) => (end += length));
      head.articles = head.issues.flatMap(([issue, numbers], place) =>
        numbers.split(" ").map((number) => ({ issue, number, place })));
    }
    return head;
  }

  /* The articles of a segment that a value of a filter lets through. */
  async function readThrough(segment, name, value) {
    const { stamp, through } = await read(`${segment.name}/filters.json`, segment.stamp, asJson);
    if (stamp !== segment.stamp) throw new Stale(segment.name);
    let article = 0;
    return new Set((through[name]?.[value] ?? []).map((gap) => (article += gap)));
  }

  const readShard = (segment, number) => read(`${segment.name}/${number}.bin`, segment.stamp,
    async (answer) => places(new Uint8Array(await answer.arrayBuffer()), segment));

  /* The places of all keys of a file, by form and key: "0:水", "0:水利". */
  function places(bytes, segment) {
    const stamp = [...bytes.subarray(0, 4)].map((one) => one.toString(16).padStart(2, "0")).join("");
    if (stamp !== segment.stamp) throw new Stale(segment.name);
    let at = 4;
    const number = () => {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * factor;
        if (byte < 128) return value;
      }
    };
    const keys = [];
    let first = 0;
    for (let left = number(); left > 0; left--) {
      const head = number();
      first += head >> 2;
      const key = String.fromCodePoint(first) + (head & 1 ? String.fromCodePoint(number()) : "");
      keys.push([`${head & 2 ? number() : 0}:${key}`, number()]);
    }
    let bit = at * 8;
    const next = () => (bytes[bit >> 3] >> (7 - (bit++ & 7))) & 1;
    const found = new Map();
    for (const [key, count] of keys) {
      const rest = count ? Math.max(0, 31 - Math.clz32(Math.floor(segment.length / count))) : 0;
      const list = new Int32Array(count);
      let place = 0;
      for (let i = 0; i < count; i++) {
        let gap = 0;
        while (next()) gap++;
        for (let k = 0; k < rest; k++) gap = gap * 2 + next();
        list[i] = place += gap;
      }
      found.set(key, list);
    }
    return found;
  }

  // 3. Finding

  /* Keys whose places, each so many characters further on, are those of the phrase: key, how many,
     and whether all keys that begin with this character are meant. */
  function keysOf(phrase, frequent) {
    const pair = (i) => i >= 0 && i + 1 < phrase.length && (frequent.has(phrase[i]) || frequent.has(phrase[i + 1]));
    if (phrase.length === 1) return [[phrase[0], 0, !frequent.has(phrase[0])]];
    const keys = [];
    for (let i = 0; i < phrase.length; i++) {
      if (pair(i)) {
        keys.push([phrase[i] + phrase[i + 1], i]);
        i++;
      } else if (i + 1 < phrase.length) {
        keys.push([phrase[i], i]);
      } else {
        keys.push(pair(i - 1) ? [phrase[i - 1] + phrase[i], i - 1] : [phrase[i], i, true]);
      }
    }
    return keys;
  }

  /* By code points, as the index is sorted. */
  function before(one, other) {
    const a = [...one];
    const b = [...other];
    for (let i = 0; i < a.length && i < b.length; i++) {
      if (a[i] !== b[i]) return a[i].codePointAt(0) < b[i].codePointAt(0);
    }
    return a.length < b.length;
  }

  async function placesOf(key, any, segment, number) {
    const from = segment.first.findLastIndex((one) => one && !before(key, one));
    const shards = from < 0 ? [] : [readShard(segment, from)];
    if (any) {
      for (let i = Math.max(from + 1, 0); i < segment.first.length; i++) {
        if ([...segment.first[i]][0] === key) shards.push(readShard(segment, i));
      }
    }
    const lists = new Map();
    for (const shard of await Promise.all(shards)) {
      if (!any) {
        lists.set(key, shard.get(`${number}:${key}`) ?? shard.get(`0:${key}`) ?? []);
        continue;
      }
      for (const [name, list] of shard) {
        const own = name.startsWith(`${number}:${key}`);
        const plain = name.slice(name.indexOf(":") + 1);
        if (own || (name.startsWith(`0:${key}`) && !lists.has(plain))) lists.set(plain, list);
      }
    }
    if (!any) return lists.get(key) ?? [];
    return Int32Array.from([...lists.values()].flatMap((one) => [...one])).sort();
  }

  /* The articles of a segment that hold the phrase in a form: their numbers. */
  async function holding(phrase, segment, number) {
    const keys = keysOf(phrase, segment.has);
    const all = await Promise.all(keys.map(async ([key, offset, any = false]) =>
      [await placesOf(key, any, segment, number), offset]));
    all.sort(([a], [b]) => a.length - b.length);
    let starts = Array.from(all[0][0], (place) => place - all[0][1]);
    for (const [list, offset] of all.slice(1)) {
      let i = 0;
      starts = starts.filter((start) => {
        while (i < list.length && list[i] < start + offset) i++;
        return list[i] === start + offset;
      });
    }
    const found = new Set();
    if (!starts.length) return found;
    const head = await readHead(segment);
    const own = head.own.map(([article, form_]) => [article, form_]);
    const elsewhere = new Set([...own, ...head.without].filter(([, one]) => one === number).map(([article]) => article));
    let text = 0;
    for (const start of starts) {
      while (head.ends[text] <= start) text++;
      if (text < head.articles.length) {
        if (!elsewhere.has(text)) found.add(text);
      } else if (own[text - head.articles.length][1] === number) {
        found.add(own[text - head.articles.length][0]);
      }
    }
    return found;
  }

  async function holdingAnywhere(phrase, number) {
    const { segments } = await readIndex();
    const sets = await Promise.all(segments.map((segment) => {
      segment.has ??= new Set(segment.frequent);
      return holding(phrase, segment, number);
    }));
    return sets.some((one) => one.size) ? sets : null;
  }

  const parts = (text) => text.split(/[\s\p{P}\p{S}]+/u).filter(Boolean);

  /* Articles that hold the text, as sets of numbers, one for each segment. What no article of this
     form holds is looked for in the other forms, then, if it has several parts, part by part. */
  async function find(text, here) {
    if (here > 0) await readFolding();
    let phrase = folded(text).characters;
    if (!phrase.length) return { sets: null, needles: [] };
    let sets = await holdingAnywhere(phrase, here);
    if (!sets && (await readFolding())) {
      const again = folded(text).characters;
      const same = again.join("") === phrase.join("");
      phrase = again;
      sets = same ? null : await holdingAnywhere(phrase, here);
    }
    const { forms } = await readIndex();
    for (let other = 0; !sets && other < forms.length; other++) {
      if (other !== here) sets = await holdingAnywhere(phrase, other);
    }
    if (!sets && phrase.includes(loose[0])) {
      phrase = phrase.map((one) => (one === loose[0] ? loose[1] : one));
      sets = await holdingAnywhere(phrase, here);
    }
    const needles = parts(text).map((part) => folded(part).characters).filter((one) => one.length);
    if (sets || needles.length < 2) return { sets, needles: [phrase], apart: false };
    const each = await Promise.all(needles.map((needle) => holdingAnywhere(needle, here)));
    if (each.includes(null)) return { sets: null, needles };
    sets = each[0].map((one, i) => new Set([...one].filter((a) => each.every((sets_) => sets_[i].has(a)))));
    return { sets, needles, apart: true };
  }

  /* What was found, the newest first, as far as the filters let it through. */
  async function search(text, filters) {
    const { forms, segments } = await readIndex();
    const here = Math.max(0, forms.indexOf(document.documentElement.lang));
    const { sets, needles, apart } = await find(text, here);
    const hits = [];
    for (let i = segments.length - 1; sets && i >= 0; i--) {
      if (!sets[i].size) continue;
      const head = await readHead(segments[i]);
      const through = await Promise.all(Object.entries(filters).filter(([, value]) => value)
        .map(([name, value]) => readThrough(segments[i], name, value)));
      const gone = new Set(head.without.filter(([, one]) => one === here).map(([article]) => article));
      const passed = [...sets[i]].filter((a) => !gone.has(a) && through.every((set) => set.has(a)));
      const articles = passed.map((a) => ({ ...head.articles[a], order: a }));
      articles.sort((a, b) => b.place - a.place || a.order - b.order);
      hits.push(...articles);
    }
    return { hits, needles, apart: apart && hits.length > 0 };
  }

  /* Once more from the beginning, when a new site has been put up meanwhile. */
  async function steadily(work) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      files = new Map();
      return work();
    }
  }

  const addressOf = (hit) => new URL(`issues/${encodeURIComponent(hit.issue)}/${encodeURIComponent(hit.number)}.html`, home);

  // 4. Showing

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  /* First and last place of every needle in a text, in order. */
  function matches(text, needles) {
    const { characters, at } = folded(text);
    const found = [];
    for (let i = 0; i < characters.length; i++) {
      const needle = needles.find((one) => one.every((c, k) => characters[i + k] === c));
      if (needle) {
        i += needle.length - 1;
        const last = at[i];
        found.push([at[i - needle.length + 1], last + String.fromCodePoint(text.codePointAt(last)).length]);
      }
    }
    return found;
  }

  /* A text with its matches marked, from one place to another. */
  function marked(text, found, from = 0, to = text.length) {
    const nodes = [];
    let at = from;
    for (const [start, end] of found) {
      if (start < at || end > to) continue;
      nodes.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...nodes, text.slice(at, to)];
  }

  const BLOCKS = ".prose :is(p,li,td,th,h2,h3,h4,h5,h6,pre,figcaption), .headlines :is(p,h1,li), figcaption, .corrections p, .about dd";

  /* The words around the first match on the page of an article, or else how its text begins. */
  function snippet(page, needles) {
    for (const silent of page.querySelectorAll("rt, rp, .footnote-ref, .footnote-backref, nav, .facts")) silent.remove();
    const blocks = [...page.querySelectorAll(BLOCKS)].map((one) => one.textContent.replace(/\s+/g, " ").trim());
    const prose = [...page.querySelectorAll(".prose p")].map((one) => one.textContent.trim());
    for (const text of [...new Set([...prose, ...blocks])]) {
      const found = matches(text, needles);
      if (!found.length) continue;
      const characters = [...text.slice(0, found[0][0])];
      const lead = characters.slice(-24).join("");
      const from = found[0][0] - lead.length;
      const to = Math.min(text.length, found[0][1] + 72);
      return [from ? "…" : "", ...marked(text, found, from, to), to < text.length ? "…" : ""];
    }
    return prose.length ? [`${[...prose[0]].slice(0, 80).join("")}…`] : [];
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      const { url, needles } = target.wanted;
      fetch(url)
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(url))))
        .then((html) => target.append(...snippet(new DOMParser().parseFromString(html, "text/html"), needles)))
        // The title is there; the words around the match can be missed.
        .catch(() => target.remove());
    }
  });

  async function result(hit, needles) {
    const name = `search/issues/${encodeURIComponent(hit.issue)}.json`;
    const records = await read(new URL(name, home).href, "", asJson);
    const [title, authors = [], when = records.when] = records.articles[hit.number];
    const url = addressOf(hit).href;
    const words_ = element("p", { className: "snippet" });
    words_.wanted = { url, needles };
    const heading = element("h3", {}, element("a", { href: url }, ...marked(title, matches(title, needles))));
    const facts = [when, authors.join(words.comma)].filter(Boolean);
    const item = element("li", {}, heading, words_);
    if (facts.length) {
      item.append(element("ul", { className: "facts" }, ...facts.map((one) => element("li", {}, ...marked(one, matches(one, needles))))));
    }
    return item;
  }

  const filled = (word, value) => word.replace("{}", value);

  let run = 0;
  let shown = { hits: [], needles: [], apart: false };

  async function showMore() {
    const mine = run;
    const from = list.children.length;
    const batch = shown.hits.slice(from, from + AT_ONCE);
    const items = await Promise.all(batch.map((hit) => result(hit, shown.needles)));
    if (mine !== run) return null;
    list.append(...items);
    for (const item of items) seen.observe(item.querySelector(".snippet"));
    const left = shown.hits.length - list.children.length;
    more.hidden = left <= 0;
    more.textContent = filled(words.more, Math.min(left, AT_ONCE));
    const count = filled(shown.apart ? words.apart : words.count, shown.hits.length);
    status.textContent = left > 0 ? count + filled(words.shown, list.children.length) : count;
    return items[0];
  }

  const parameters = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

  /* The results of what stands in the form. */
  async function show() {
    const mine = ++run;
    const { q = "", ...filters } = Object.fromEntries(parameters());
    for (const link of document.querySelectorAll("header a[hreflang]")) link.search = parameters();
    list.replaceChildren();
    results.hidden = true;
    more.hidden = true;
    status.textContent = "";
    if (!q.trim()) return;
    status.textContent = words.working;
    try {
      const found = await steadily(() => search(q, filters));
      if (mine !== run) return;
      shown = found;
      results.hidden = !found.hits.length;
      if (found.hits.length) await showMore();
      else status.textContent = words.none;
    } catch (error) {
      if (mine === run) status.textContent = location.protocol === "file:" ? words.offline : words.failed;
    }
  }

  /* The form as the address says, and its results. */
  function restore() {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.name) field.value = asked.get(field.name) ?? "";
      if (field.name && field.selectedIndex === -1) field.value = "";
    }
    return show();
  }

  function remember() {
    const url = new URL(location.href);
    url.search = parameters();
    if (url.href !== location.href) history.pushState(null, "", url);
    show();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
  });
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) remember();
  });
  more.addEventListener("click", async () => (await showMore())?.querySelector("a").focus());
  addEventListener("popstate", restore);

  window.wenzhai = {
    fold: (text) => folded(text).characters.join(""),
    async search(text, filters = {}) {
      const { hits, apart } = await steadily(() => search(text, filters));
      return apart ? [] : hits.map((hit) => addressOf(hit).href);
    },
  };
  form.hidden = false;
  restore();
})();
