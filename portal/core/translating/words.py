"""Translations of what stands on pages, kept once for each wording and language, whoever asks."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.events import record_many
from portal.core.translating.provider import Problem

STUCK = timedelta(minutes=15)
PATIENCE = timedelta(minutes=2)  # for which an open page asks again by itself


@dataclass(frozen=True)
class Passage:
    """Words that stand together, and the language they are in."""

    text: str
    language: str

    @property
    def sha256(self) -> str:
        """Of the language, too: “Gift” is one thing in English and another in German."""
        said = f"{self.language}\n{self.text}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class TranslatedWordsQuerySet(models.QuerySet["TranslatedWords"]):
    def lost(self) -> "TranslatedWordsQuerySet":
        """Failed, or so long in line that nobody works on it any more."""
        stuck = Q(state="waiting", asked_at__lt=timezone.now() - STUCK)
        return self.filter(Q(state="failed") | stuck)


class TranslatedWords(models.Model):
    """A passage in another language: waiting → done | failed → waiting. It says nothing of who wrote or asked.

    What has changed its words has another hash, so that nothing outdated is ever found. `original` is kept until it is
    translated. After `KEPT_FOR` (handlers) it goes; who wants it then asks anew.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being translated")
        DONE = "done", _("translated")
        FAILED = "failed", _("not translated")

    sha256 = models.CharField(max_length=64)
    written_in = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    original = models.TextField(blank=True)
    text = models.TextField(blank=True)
    provider = models.CharField(max_length=80, blank=True)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    changed = models.JSONField(default=list)  # numbers, codes and addresses that did not come through as they were
    asked_with = models.UUIDField()  # what was asked for together
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = TranslatedWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation of a text")
        verbose_name_plural = _("translations of texts")
        constraints = [
            models.UniqueConstraint(fields=["sha256", "language"], name="translated_words_once"),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(text=""), name="translated_words_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.language} {self.state}"

    @property
    def is_lost(self) -> bool:
        """As `lost` of many."""
        is_stuck = self.state == self.State.WAITING and self.asked_at < timezone.now() - STUCK
        return is_stuck or self.state == self.State.FAILED

    @classmethod
    def found(cls, passages: Iterable[Passage], language: str) -> "dict[str, TranslatedWords]":
        """By hash, what is known of the passages in `language`, in whichever state."""
        rows = TranslatedWords.objects.filter(sha256__in={one.sha256 for one in passages}, language=language)
        return {row.sha256: row for row in rows}

    @classmethod
    def ask(cls, passages: Sequence[Passage], language: str) -> None:
        """Put into line what is not there yet, or failed; however many ask at once, each is asked for once."""
        mark, now, row = uuid.uuid4(), timezone.now(), TranslatedWords
        words = {one.sha256: one for one in sorted(passages, key=lambda one: one.sha256)}  # nobody waits in a circle
        asked = {"language": language, "asked_with": mark, "asked_at": now}
        new = [row(sha256=key, written_in=one.language, original=one.text, **asked) for key, one in words.items()]
        with transaction.atomic():
            TranslatedWords.objects.bulk_create(new, ignore_conflicts=True)
            again = TranslatedWords.objects.lost().filter(sha256__in=words, language=language)
            again.update(state=cls.State.WAITING, problem="", asked_with=mark, asked_at=now)
            mine = list(TranslatedWords.objects.filter(asked_with=mark).order_by("pk").values_list("pk", flat=True))
            if mine:
                record_many("words.asked", TranslatedWords, mine)


class Progress:
    """How far the translations of some passages into one language are; a kind of it knows its passages."""

    language: str

    @cached_property
    def passages(self) -> list[Passage]:
        raise NotImplementedError  # by each page, and by a draft

    @cached_property
    def rows(self) -> dict[str, TranslatedWords]:
        return TranslatedWords.found(self.passages, self.language) if self.passages else {}

    @property
    def missing(self) -> list[Passage]:
        """What has to be asked for: neither there nor in line."""
        return [one for one in self.passages if one.sha256 not in self.rows or self.rows[one.sha256].is_lost]

    @property
    def waiting(self) -> list[TranslatedWords]:
        return [row for row in self.rows.values() if row.state == row.State.WAITING and not row.is_lost]

    @property
    def is_fresh(self) -> bool:
        since = timezone.now() - PATIENCE
        return any(row.asked_at > since for row in self.waiting)

    @property
    def is_lost(self) -> bool:
        return any(row.is_lost for row in self.rows.values())

    @property
    def problem(self) -> str:
        return next((row.get_problem_display() for row in self.rows.values() if row.state == row.State.FAILED), "")

    @property
    def done(self) -> list[TranslatedWords]:
        return [row for row in self.rows.values() if row.state == row.State.DONE]

    @property
    def changed(self) -> list[str]:
        """Numbers and addresses that did not come through, of all of them."""
        return list(dict.fromkeys(token for row in self.done for token in row.changed))[:20]
