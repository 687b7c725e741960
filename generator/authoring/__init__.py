"""`wenzhai new`: files that an editor goes on with, and that pass `wenzhai check` as they are.

Names are looked up before anything is written, and nothing is ever overwritten.
"""

from generator.authoring.articles import Wanted, new_article
from generator.authoring.issues import new_issue
from generator.authoring.pages import new_page
from generator.authoring.terms import NewTerm, new_term

__all__ = ["NewTerm", "Wanted", "new_article", "new_issue", "new_page", "new_term"]
