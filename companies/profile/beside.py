"""What else there is to do for a company, beside its profile: the foot of the hub."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.actor import Actor


@dataclass(frozen=True)
class Place:
    """A page of the company that is not a part of its profile."""

    icon: str
    title: Any
    help: Any
    url: str


def places_of(actor: Actor) -> Iterator[Place]:
    """The pages that this person's powers open, most visited first."""
    yield Place("user", _("Colleagues"), _("Who acts for the company, and who is invited"), reverse("companies:people"))
    yield Place(
        "shield",
        _("Verification"),
        _("What was checked, what expires, what comes next"),
        reverse("companies:verification"),
    )
    if actor.may("manage_tokens"):
        yield Place(
            "key", _("Keys to the API"), _("For your own programs and stock system"), reverse("companies:tokens")
        )
    if actor.may("manage_webhooks"):
        yield Place("send", _("Webhooks"), _("Tell your own programs what happens here"), reverse("companies:webhooks"))
    yield Place(
        "certificate",
        _("Mandates"),
        _("For whom an association acts, within which limits, and what it did"),
        reverse("companies:mandates"),
    )
    if actor.may("see_activity"):
        yield Place(
            "history", _("Activity"), _("Who did what for the company, and when"), reverse("companies:activity")
        )
    yield Place("box", _("Storage"), _("How much room your files take up, and for what"), reverse("companies:storage"))
    yield Place(
        "lock",
        _("Blocked companies"),
        _("Whom you hear nothing from, and how to undo it"),
        reverse("companies:blocked"),
    )
