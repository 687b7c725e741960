"""`python -m generator` is `wenzhai`."""

from generator.cli import main

if __name__ == "__main__":
    main()
