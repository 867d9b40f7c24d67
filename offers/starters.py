"""Questions that most buyers ask first: ticked instead of typed, and sent in the words of the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

STARTERS: dict[str, Any] = {
    "lead_time": _("What is your lead time for this quantity?"),
    "samples": _("Can you send samples, and what do they cost?"),
    "certificates": _("Which certificates and test reports can you provide?"),
    "payment": _("Which payment terms do you offer for a first order?"),
}


def starter_choices() -> list[tuple[str, Any]]:
    return list(STARTERS.items())


def with_starters(question: str, chosen: list[str]) -> str:
    """The ticked questions first, one a line, then what was typed; one that was typed as well is not repeated."""
    sentences = [str(STARTERS[key]) for key in chosen if key in STARTERS and str(STARTERS[key]) not in question]
    return "\n".join([*sentences, *([""] if sentences and question else []), *([question] if question else [])])
