"""`wenzhai preview`: the site as it would be built now, in a browser, again with every save.

What is read and declared is one immutable `Snapshot`; a save makes another, which takes the place
of the first when it is whole. Pages are made from memory when a browser asks for them, by the same
`make` as in a build, and nothing is written. The library livereload speaks with the browsers;
watching, rebuilding and serving are ours, because its own lose every second save, build on the
event loop and answer to anyone.
"""

from generator.preview.server import Options, Told, serve

__all__ = ["Options", "Told", "serve"]
