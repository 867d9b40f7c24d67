"""Translating the words of pages, away from the request, and forgetting them after a season."""

import logging
from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from portal.core.events import Event, subscribe
from portal.core.timed import every
from portal.core.translating.kept import changed_in
from portal.core.translating.provider import Problem, Provider, TranslationFailed
from portal.core.translating.service import portions, provider, translated_all
from portal.core.translating.words import TranslatedWords

logger = logging.getLogger("portal.translation")

KEPT_FOR = timedelta(days=90)
S = TranslatedWords.State


@subscribe("words.asked")
def translate(event: Event) -> None:
    """Few questions for many passages; where one fails the next is still asked, unless the service is away."""
    rows = TranslatedWords.objects.filter(pk__in=event.subject_ids, state=S.WAITING).order_by("pk")
    asked = provider()
    alike = defaultdict(list)
    for row in rows:
        alike[row.written_in, row.language].append(row)
    for (source, target), together in alike.items():
        for places in portions([row.original for row in together]):
            one_portion(asked, [together[place] for place in places], source, target)


def one_portion(asked: Provider | None, rows: list[TranslatedWords], source: str, target: str) -> None:
    try:
        if asked is None:
            raise TranslationFailed(Problem.REFUSED, "switched off meanwhile")
        answers = translated_all(asked, [row.original for row in rows], target, source)
    except TranslationFailed as problem:
        logger.warning("%s passages not translated: %s", len(rows), problem)
        for row in rows:
            row.state, row.problem = S.FAILED, problem.kind
    else:
        for row, answer in zip(rows, answers, strict=True):
            row.text, row.provider = answer.text, asked.name[:80]
            row.changed = changed_in(row.original, answer.text)[:20]
            row.state, row.problem, row.original = S.DONE, "", ""
    fields = ["state", "problem", "text", "provider", "changed", "original"]
    TranslatedWords.objects.bulk_update(rows, fields)


@every(days=1)
def forget_old() -> None:
    TranslatedWords.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
