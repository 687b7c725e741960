"""Old addresses that lead on, and those that are gone: a stub for each, and files for the host.

Planned from all declared pages, after them, since only they know what is there.
"""

from generator.redirects.following import follow
from generator.redirects.planning import has_stub, is_stub, redirect_pages
from generator.redirects.records import Addresses, Redirect

__all__ = ["Addresses", "Redirect", "follow", "has_stub", "is_stub", "redirect_pages"]
