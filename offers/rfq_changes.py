"""What changed between two wordings of a request, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.models import RFQ
from offers.requirements import Requirement
from portal.core.actor import Actor
from portal.core.places import country_name
from portal.core.units import quantity

LABELS: dict[str, Any] = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("What suppliers should know"),
    "currency": gettext_lazy("Currency of the quotations"),
    "incoterm": gettext_lazy("Incoterm wished"),
    "incoterm_place": gettext_lazy("Named place"),
    "delivery_country": gettext_lazy("Country of delivery"),
    "delivery_place": gettext_lazy("Place of delivery"),
    "deliver_by": gettext_lazy("Delivery wished by"),
    "closing": gettext_lazy("Quotations are taken"),
    "closes_at": gettext_lazy("Quotations until"),
    "closes_after": gettext_lazy("Number of quotations"),
    "decide_by": gettext_lazy("Decision by"),
}
LINE_LABELS: dict[str, Any] = {
    "title": gettext_lazy("name"),
    "text": gettext_lazy("details"),
    "hs_code": gettext_lazy("HS code"),
    "quantities": gettext_lazy("quantity"),
    "target_amount": gettext_lazy("target price"),
    "requirements": gettext_lazy("requirements"),
}


@dataclass(frozen=True)
class Change:
    """`was` and `now` are what readers see; empty where there was, or is, nothing."""

    label: str
    was: str
    now: str


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Two snapshots (`RFQ.snapshot`) compared, in the order of the page."""
    changes = [
        Change(str(label), shown(name, before.get(name)), shown(name, after.get(name)))
        for name, label in LABELS.items()
        if (before.get(name) or "") != (after.get(name) or "")
    ]
    changes += line_changes(before.get("lines", []), after.get("lines", []))
    old, new = before.get("documents", []), after.get("documents", [])
    if old != new:
        changes.append(Change(_("Documents"), ", ".join(old), ", ".join(new)))
    return changes


def line_changes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    old = {line["line"]: line for line in before}
    changes = []
    for number, line in enumerate(after, start=1):
        was = old.pop(line["line"], None)
        name = _("Line %(number)s") % {"number": number}
        if was is None:
            changes.append(Change(_("%(line)s, new") % {"line": name}, "", line_words(line)))
            continue
        for key, label in LINE_LABELS.items():
            said = line_part(was, key), line_part(line, key)
            if said[0] != said[1]:
                changes.append(Change(f"{name}, {label}", *said))
    changes += [Change(_("Line dropped"), line_words(line), "") for line in old.values()]
    return changes


def line_words(line: dict[str, Any]) -> str:
    return ", ".join(filter(None, [line["title"], line_part(line, "quantities")]))


def line_part(line: dict[str, Any], key: str) -> str:
    value: Any = line.get(key) or ""
    if key == "quantities":
        return "; ".join(quantity(one, line.get("unit", "C62")) for one in value)
    if key == "requirements":
        rows = [Requirement(one["name"], one["operator"], tuple(one["values"]), one["unit"]) for one in value or ()]
        return "; ".join(f"{row.name} {row.words}" for row in rows)
    return str(value)


def shown(name: str, value: Any) -> str:
    """A value of a snapshot as a reader in this language and zone sees it."""
    if value in {None, ""}:
        return ""
    if name == "closes_at":
        moment = timezone.localtime(datetime.fromisoformat(value))
        return f"{date_format(moment, 'DATETIME_FORMAT')} {moment.tzname()}"
    if name in {"deliver_by", "decide_by"}:
        return date_format(date.fromisoformat(value))
    if name == "delivery_country":
        return country_name(value)
    if name == "closing":
        return str(RFQ.Closing(value).label)
    return str(value)


def history(rfq: RFQ) -> list[dict[str, Any]]:
    """The changes since publication, the newest first: when, why, and what in words."""
    after, entries = rfq.snapshot(), []
    for revision in rfq.revisions.order_by("-pk")[:50]:
        entries.append({"revision": revision, "changes": differences(revision.before, after)})
        after = revision.before
    return entries


def preview(
    rfq: RFQ, by: Actor, lines: list[dict[str, Any]] | None, values: dict[str, Any]
) -> tuple[bool, list[Change]]:
    """Whether the change would be material, and what it is, without making it."""
    with transaction.atomic():
        twin = RFQ.objects.visible_to(by).get(pk=rfq.pk)
        before = twin.snapshot()
        material = twin.amend(by, "", lines, **values)
        after = twin.snapshot()
        transaction.set_rollback(True)
    return material, differences(before, after)
