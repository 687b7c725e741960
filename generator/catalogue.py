"""What the records of a site say together: by term, by month, in pairs; the same in every form.

It depends on the records alone, so all editions of the same records share one catalogue: to file
ten thousand articles once for each of four forms was a fifth of the planning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.addresses import author_key
from generator.hierarchy import ancestors
from generator.model import Article, Issue, Prose, Site, Taxonomy, Term
from generator.pairs import Pairs, pairs
from generator.related import Related

Articles = tuple[Article, ...]

UNDATED = "undated"
"""Month key of articles whose issue has no date."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """See the module."""

    site: Site

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Issues with the articles that may be shown, newest first."""
        return tuple(
            replace(issue, articles=tuple(a for a in issue.articles if not (a.draft or a.over)))
            for issue in self.site.issues
        )

    @cached_property
    def over(self) -> tuple[Article, ...]:
        """Articles that were shown until their time was over."""
        articles = (article for issue in self.site.issues for article in issue.articles)
        return tuple(one for one in articles if one.over and not one.draft)

    @cached_property
    def issue_of(self) -> Mapping[str, Issue]:
        return {issue.key: issue for issue in self.issues}

    @cached_property
    def taxonomies(self) -> Mapping[str, Taxonomy]:
        """Those of the content, the authors filled up from the bylines."""
        read = {taxonomy.key: taxonomy for taxonomy in self.site.taxonomies}
        known = read.get("authors", Taxonomy("authors"))
        named = {name for term in known.terms for name in (term.label, *term.aliases)}
        added: dict[str, Term] = {}
        for issue in self.issues:
            for article in issue.articles:
                for author in article.authors:
                    if author.name not in named and author.name not in added:
                        key = author_key(author.name)
                        label = Prose(author.name)
                        added[author.name] = Term(key, label, article.source_file, 1)
        read["authors"] = replace(known, terms=(*known.terms, *added.values()))
        return read

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """Taxonomy key, then term key, to term."""
        return {
            key: {term.key: term for term in taxonomy.terms}
            for key, taxonomy in self.taxonomies.items()
        }

    @cached_property
    def author_terms(self) -> Mapping[str, Term]:
        """Name of an author to the term."""
        return {
            name: term
            for term in self.taxonomies["authors"].terms
            for name in (term.label, *term.aliases)
        }

    @cached_property
    def filed(self) -> Mapping[str, Mapping[str, tuple[Article, ...]]]:
        """Taxonomy key, then term key, to its articles and those of the terms below it.

        In the order of the issues, newest first, and of the numbers within an issue.
        """
        filed: dict[str, dict[str, list[Article]]] = {key: {} for key in self.taxonomies}
        for issue in self.issues:
            for article in issue.articles:
                for taxonomy, keys in self._term_keys(article):
                    for key in keys:
                        filed[taxonomy].setdefault(key, []).append(article)
        return {
            taxonomy: {key: tuple(articles) for key, articles in terms.items()}
            for taxonomy, terms in filed.items()
        }

    @cached_property
    def pairs(self) -> Pairs:
        """Topics and counties whose common articles have a page, and the articles."""
        least = self.site.settings.topic_county_pages
        order = self.terms
        filed = {
            key: {term: self.filed[key][term] for term in order[key] if term in self.filed[key]}
            for key in ("topics", "counties")
        }
        parents = {key: term.parent for key, term in order["counties"].items()}
        return pairs(filed["topics"], filed["counties"], parents, least)

    @cached_property
    def related(self) -> Related:
        """Which articles go with an article."""
        return Related(self.articles)

    def _term_keys(self, article: Article) -> Iterable[tuple[str, tuple[str, ...]]]:
        """The terms of an article with those above them, each once."""
        authors = (self.author_terms[author.name].key for author in article.authors)
        yield "authors", tuple(dict.fromkeys(authors))
        for taxonomy, keys in article.terms:
            terms = self.terms[taxonomy]
            with_above = (
                above.key for key in keys for above in (terms[key], *ancestors(terms[key], terms))
            )
            yield taxonomy, tuple(dict.fromkeys(with_above))

    def has_page(self, taxonomy: str, term: Term) -> bool:
        """A term is worth a page when something is filed under it or it has a text of its own."""
        return bool(term.text) or term.key in self.filed[taxonomy]

    def month_of(self, article: Article) -> str:
        """`2019-11`, `2019` or `undated`: where the archives keep the articles of an issue."""
        return self._months[article.issue]

    def by_month(self, articles: Articles) -> Mapping[str, Articles]:
        """Articles of one of its lists by `month_of`, in the order of the list."""
        # By identity, and held, so that no other list can come to stand at the same address.
        found = self._by_month.get(id(articles))
        if found is None:
            months: dict[str, list[Article]] = {}
            for article in articles:
                months.setdefault(self.month_of(article), []).append(article)
            listed = {month: tuple(some) for month, some in months.items()}
            found = self._by_month[id(articles)] = articles, listed
        return found[1]

    @cached_property
    def _by_month(self) -> dict[int, tuple[Articles, Mapping[str, Articles]]]:
        return {}

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles that may be shown, in the order of the issues."""
        return tuple(article for issue in self.issues for article in issue.articles)

    @cached_property
    def _months(self) -> Mapping[str, str]:
        return {issue.key: issue.date.iso[:7] or UNDATED for issue in self.issues}
