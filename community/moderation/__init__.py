"""Order in a community: reports, held words, what is decided of them, appeals, and the rules behind it."""
