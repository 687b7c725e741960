"""The same newspaper for other programs: what each makes its site from, and how it is run.

One module for each, with its templates in the folder beside it. They make the pages that Wenzhai
makes in its plainest form, with the same words and nearly the same markup. Where a program offers
several ways, the fastest one that its own manual describes is taken.
"""
