"""Who has been in touch with whom: the apps above know, a company's contact rules ask.

An app registers a function from a company's id to the ids of the companies that it has been in touch with.
"""

from collections.abc import Callable, Iterable

from portal.core.actor import Actor

Finder = Callable[[int], Iterable[int]]
FINDERS: list[Finder] = []


def acquaintance(find: Finder) -> Finder:
    """Register `find` as a way in which companies come to know each other."""
    if find not in FINDERS:
        FINDERS.append(find)
    return find


def acquaintances(actor: Actor) -> frozenset[int]:
    """The companies that the acting one has been in touch with; one query for each way."""
    if actor.company is None or actor.company.pk is None:
        return frozenset()
    return frozenset(pk for find in FINDERS for pk in find(actor.company.pk))
