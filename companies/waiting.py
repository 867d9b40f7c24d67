"""What waits for an actor, in rows of many kinds: one query asks which kinds there are, and each is read once."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.db.models import Exists, QuerySet

from companies.models import Company
from portal.core.actor import Actor

# The rows of one kind that may wait for an actor, in the order in which they matter; none for whoever may not act.
Kind = Callable[[Actor], QuerySet[Any]]
READ = 20  # rows of a kind


class Waiting:
    """Rows of these kinds for the acting company. Only what there is, is read: most kinds wait for nobody."""

    def __init__(self, actor: Actor, kinds: Iterable[Kind]) -> None:
        self.actor = actor
        self.rows = {kind: kind(actor) for kind in kinds}
        self.read: dict[Kind, list[Any]] = {}

    @cached_property
    def there(self) -> set[Kind]:
        """The kinds of which there is at least one row."""
        asked = {f"kind_{number}": kind for number, kind in enumerate(self.rows)}
        questions = {name: Exists(self.rows[kind].order_by()) for name, kind in asked.items()}
        company = Company.objects.filter(pk=self.actor.company_id)
        found: dict[str, bool] = company.annotate(**questions).values(*questions).first() or {}
        return {kind for name, kind in asked.items() if found.get(name)}

    def has(self, kind: Kind) -> bool:
        return kind in self.there

    def of(self, kind: Kind) -> list[Any]:
        """The first of them, READ at most."""
        if kind not in self.there:
            return []
        if kind not in self.read:
            self.read[kind] = list(self.rows[kind][:READ])
        return self.read[kind]
