"""What Pelican has no word for: topics, counties, lists by month, a sitemap."""

import json
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from pelican import signals

DIGEST = json.loads((Path(__file__).parent / "digest.json").read_text(encoding="utf-8"))
TERMS = {
    taxonomy: {term["key"]: term for term in terms} for taxonomy, terms in DIGEST["terms"].items()
}
LABELS = {"topics": "主题", "counties": "县市区", "authors": "作者"}
LISTED = 20

_TAG = re.compile("<[^>]+>")
_CHARACTER = re.compile("[\u3400-\u9fff]|[A-Za-z0-9]+")


def day(date):
    """2016年1月1日 星期五"""
    return f"{date.year}年{date.month}月{date.day}日 星期{'一二三四五六日'[date.weekday()]}"


def characters(html):
    """How many characters a text has."""
    return len(_CHARACTER.findall(_TAG.sub("", html)))


def _understand(generator):
    """Read what each article brings beside Pelican's own fields, and find its neighbours."""
    issues = defaultdict(list)
    for article in generator.articles:
        for name, value in json.loads(article.known).items():
            setattr(article, name, value)
        article.terms = [
            (f"/{taxonomy}/{key}/", TERMS[taxonomy][key]["label"])
            for taxonomy, keys in (("topics", article.topics), ("counties", article.places))
            for key in keys
        ]
        article.before = article.after = None
        issues[str(article.category)].append(article)
    for articles in issues.values():
        articles.sort(key=lambda article: article.number)
        for before, after in pairwise(articles):
            before.after, after.before = after, before
    generator.context["issue_numbers"] = DIGEST["issues"]
    generator.context["labels"] = LABELS
    generator.context["filed"] = _filed(generator.articles)


def _filed(articles):
    # A term that no article is filed under has a page too: it has a text.
    filed = {taxonomy: {key: [] for key in terms} for taxonomy, terms in TERMS.items()}
    for article in articles:
        for key in article.topics:
            filed["topics"][key].append(article)
        for key in article.filed:
            filed["counties"][key].append(article)
    return {
        taxonomy: [(TERMS[taxonomy][key], found) for key, found in terms.items()]
        for taxonomy, terms in filed.items()
    }


def _write(generator, writer):
    """The pages that are ours alone."""
    urls = [article.url for article in generator.articles]

    def page(template, url, **view):
        urls.append(url)
        saved = url + "index.html" if url.endswith("/") else url
        made = generator.get_template(template)
        writer.write_file(saved, made, generator.context, url=url, page_url=url, **view)

    def months(url, label, articles):
        by_month = defaultdict(list)
        for article in articles:
            by_month[str(article.category)[:7]].append(article)
        for month, listed in by_month.items():
            page("shelf", f"{url}{month}.html", heading=f"{label} · {month}", listed=listed)

    for taxonomy, terms in generator.context["filed"].items():
        page("terms", f"{taxonomy}/", taxonomy=taxonomy, terms=terms)
        for term, articles in terms:
            url = f"{taxonomy}/{term['key']}/"
            page("term", url, taxonomy=taxonomy, term=term, listed=articles)
            months(url, term["label"], articles)
            title = f"{generator.settings['SITENAME']} · {term['label']}"
            writer.write_feed(
                articles, generator.context, f"{url}rss.xml", feed_title=title, feed_type="rss"
            )
    months("archive/", "往期", generator.articles)
    for author, articles in generator.authors:
        if len(articles) > LISTED:
            months(author.url, author.name, articles)
    base = generator.settings["SITEURL"]
    lines = "\n".join(f"<url><loc>{base}/{quote(url)}</loc></url>" for url in urls)
    Path(writer.output_path, "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</urlset>\n',
        encoding="utf-8",
    )


def register():
    """Called by Pelican."""
    signals.article_generator_finalized.connect(_understand)
    signals.article_writer_finalized.connect(_write)
