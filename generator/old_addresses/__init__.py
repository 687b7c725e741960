"""What the content says of addresses that were: aliases, `addresses.yaml`, the ledger.

Only read here. Whether an old address is a page after all, or leads nowhere, is asked of the
declared pages (`generator.redirects`).
"""

from generator.old_addresses.aliases import read_aliases
from generator.old_addresses.ledger import LEDGER, ledger_text, read_ledger
from generator.old_addresses.moves import MOVES_FIELDS, read_moves
from generator.old_addresses.spelling import spelled

__all__ = [
    "LEDGER",
    "MOVES_FIELDS",
    "ledger_text",
    "read_aliases",
    "read_ledger",
    "read_moves",
    "spelled",
]
