"""Many readers who press at the same moment cost what one does."""

import pytest
from django.db.models import Count

from portal.core.events import Event
from portal.core.translating.words import Passage, TranslatedWords
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 8


def asked_for() -> list[int]:
    return [key for event in Event.objects.filter(kind="words.asked") for key in event.subject_ids]


def test_each_passage_is_asked_for_once() -> None:
    passages = [Passage(f"베어링 {number}", "ko") for number in range(6)]

    def ask(number: int) -> None:
        TranslatedWords.ask(passages[number % 6 :] + passages[: number % 6], "en")

    assert at_once(CROWD, ask) == [None] * CROWD
    assert TranslatedWords.objects.count() == 6
    assert sorted(asked_for()) == sorted(TranslatedWords.objects.values_list("pk", flat=True))
    Event.objects.all().delete()
    TranslatedWords.objects.update(state="failed", problem="down")
    assert at_once(CROWD, ask) == [None] * CROWD
    assert sorted(asked_for()) == sorted(TranslatedWords.objects.values_list("pk", flat=True)), "again, and once"
    assert TranslatedWords.objects.filter(state="waiting").aggregate(n=Count("pk")) == {"n": 6}
