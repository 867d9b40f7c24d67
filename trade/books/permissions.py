"""Who reads a company's books: those who buy, sell or run it; not somebody who may only look, and no intermediary."""

from portal.core.actor import Actor


def can_read_books(actor: Actor) -> bool:
    return actor.company is not None and actor.mandate is None and (actor.may("buy") or actor.may("sell"))
