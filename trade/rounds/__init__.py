"""Joint purchase: the members of a community order together, and everybody pays the price of the whole quantity."""
