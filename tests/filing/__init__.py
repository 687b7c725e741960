"""Tests of `generator.filing`; a package, so that its names are its own."""
