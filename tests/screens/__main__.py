"""Started by `bin/screens`, which lays out the demonstration."""

import sys

import django

django.setup()

from tests.screens.run import main  # noqa: E402  # models can be imported only now

sys.exit(main(sys.argv[1:]))
