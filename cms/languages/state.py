"""How far each page is translated: missing, begun, stale or current. The database works it out, so it can be paged."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page


class State(models.TextChoices):
    MISSING = "missing", _("missing")
    BEGUN = "begun", _("begun")
    STALE = "stale", _("stale")
    CURRENT = "current", _("current")


TO_DO = (State.MISSING, State.STALE)


def source_locale() -> Locale:
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def target_locales() -> list[Locale]:
    """The language pages are written in first comes last: only what was written elsewhere is missing there."""
    first = source_locale()
    return [*Locale.objects.exclude(pk=first.pk).order_by("pk"), first]


def sources(target: Locale) -> Any:
    """Published pages that should be in the target language too; of versions, the one in the portal's first."""
    first = source_locale()
    rows = Page.objects.filter(live=True, depth__gt=1).exclude(locale=target)
    elsewhere = Page.objects.filter(locale=first, translation_key=OuterRef("translation_key"))
    return rows.filter(Q(locale=first) | ~models.Exists(elsewhere))


def with_states(target: Locale) -> Any:
    """Those, each with `twin_id`, the translation if there is one, and `state`. The most urgent first."""
    twins = Page.objects.filter(locale=target, translation_key=OuterRef("translation_key"))
    until = Coalesce("in_step__source_published_at", "last_published_at")
    rows = sources(target).annotate(
        twin_id=Subquery(twins.values("pk")[:1]),
        twin_live=Subquery(twins.values("live")[:1]),
        in_step_until=Subquery(twins.annotate(until=until).values("until")[:1]),
    )
    state = Case(
        When(twin_id=None, then=Value(State.MISSING.value)),
        When(last_published_at__gt=F("in_step_until"), then=Value(State.STALE.value)),
        When(twin_live=False, then=Value(State.BEGUN.value)),
        default=Value(State.CURRENT.value),
        output_field=models.CharField(),
    )
    return rows.annotate(state=state).order_by("-last_published_at", "pk")


def state_of(page: Page) -> State | None:
    """Of a translation towards its source; None for what is no translation."""
    from cms.languages.models import source_of

    source = source_of(page)
    if source is None:
        return None
    row = with_states(page.locale).filter(pk=source.pk).first()
    return State(row.state) if row else State.CURRENT
