"""Pooled answers: members of a community take parts of one large request, and one of them quotes for all."""
