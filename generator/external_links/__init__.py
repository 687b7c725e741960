"""`wenzhai check --external`: whether the links that leave the site still lead somewhere.

Asked for, never done by itself, and never in a build: the answer is that of another machine on
another day. What was answered is kept, and a host is asked one thing at a time.
"""

from generator.external_links.asking import Answer
from generator.external_links.checking import External, check_external
from generator.external_links.collecting import Use, uses

__all__ = ["Answer", "External", "Use", "check_external", "uses"]
