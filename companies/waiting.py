"""What waits for an actor, in rows of many kinds: one query asks which kinds there are, and each is read once."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Exists, QuerySet

from companies.models import Company
from portal.core.actor import Actor

# The rows of one kind that may wait for an actor, in the order in which they matter; none for whoever may not act.
Kind = Callable[[Actor], QuerySet[Any]]
READ = 20  # rows of a kind
Rows = TypeVar("Rows", bound=Kind)
WIDER: dict[Kind, Kind] = {}


def within(wider: Kind) -> Callable[[Rows], Rows]:
    """Rows of the kind are only where there are rows of a wider one: most firms have none of that, and it is asked
    for in a tenth of the time.
    """

    def register(kind: Rows) -> Rows:
        WIDER[kind] = wider
        return kind

    return register


class Waiting:
    """Rows for the acting company. Only what there is, is read: most kinds wait for nobody."""

    def __init__(self, actor: Actor, kinds: Iterable[Kind]) -> None:
        self.actor = actor
        self.known: dict[Kind, bool] = {}
        self.read: dict[Kind, list[Any]] = {}
        self.look_for(kinds)

    def look_for(self, kinds: Iterable[Kind]) -> None:
        """Which of these there are: the wider kinds in one query, then those within what there is in another."""
        wanted = [kind for kind in dict.fromkeys(kinds) if kind not in self.known]
        self.ask({WIDER.get(kind, kind) for kind in wanted} - set(self.known))
        self.known |= {kind: False for kind in wanted if kind in WIDER and not self.known[WIDER[kind]]}
        self.ask({kind for kind in wanted if kind not in self.known})

    def ask(self, kinds: set[Kind]) -> None:
        names = {f"kind_{number}": kind for number, kind in enumerate(kinds)}
        if not names:
            return
        questions = {name: Exists(kind(self.actor).order_by()) for name, kind in names.items()}
        company = Company.objects.filter(pk=self.actor.company_id).annotate(**questions)
        found: dict[str, bool] = company.values(*questions).first() or {}
        self.known |= {kind: found.get(name, False) for name, kind in names.items()}

    def has(self, kind: Kind) -> bool:
        self.look_for([kind])
        return self.known[kind]

    def of(self, kind: Kind) -> list[Any]:
        """The first of them, READ at most."""
        if kind not in self.read:
            self.read[kind] = list(kind(self.actor)[:READ]) if self.has(kind) else []
        return self.read[kind]
