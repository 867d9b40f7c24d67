"""Who did something on whose behalf, read from the outbox itself: for rows that keep no column of their own for it."""

from collections.abc import Iterable
from typing import Any

from companies.activity import behalf
from companies.models import Mandate
from portal.core.events import Event


def behalf_of(rows: Iterable[Any], *kinds: str) -> dict[int, str]:
    """By the key of each row made under a mandate, what follows the person's name; two queries in all."""
    shown = list(rows)
    if not shown:
        return {}
    events = Event.objects.filter(
        subject_type=shown[0]._meta.label_lower,
        subject_id__in=[row.pk for row in shown],
        kind__in=kinds,
        mandate_id__isnull=False,
    )
    found = dict(events.order_by("-pk").values_list("subject_id", "mandate_id"))
    mandates = Mandate.objects.filter(pk__in=found.values()).select_related("agent", "principal") if found else ()
    words = {one.pk: behalf(one) for one in mandates}
    return {key: words[mandate] for key, mandate in found.items() if mandate in words}
