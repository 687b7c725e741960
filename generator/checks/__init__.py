"""What must be true of the pages before they become the site. One file for each kind of check."""

from generator.checks.addresses import check_addresses
from generator.checks.copy import check_copy
from generator.checks.early_links import check_early_links
from generator.checks.links import check_links, dead_links
from generator.checks.lossless import check_lossless
from generator.checks.names import check_names
from generator.checks.pages import check_pages

__all__ = [
    "check_addresses",
    "check_copy",
    "check_early_links",
    "check_links",
    "check_lossless",
    "check_names",
    "check_pages",
    "dead_links",
]
