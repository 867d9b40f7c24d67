"""Words that mean the same in trade: shipped with the portal, kept by staff, applied when somebody searches.

They are applied to the query, not to the documents: a change counts at once, without building an index anew.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import ClassVar

from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from search.wording import folded

SHIPPED = Path(__file__).parent / "data" / "synonyms.txt"
MOST_WORDS = 4  # of one term
MOST_TERMS = 12  # of one group
LONGEST = 400
PIECES = re.compile(r"[^\w]+", re.UNICODE)

Key = tuple[str, ...]
Term = tuple[str, ...]


def key_of(words: Iterable[str]) -> Key:
    """How words are compared: without case, accents, hyphens, and the s of an English plural."""
    pieces = (piece for word in words for piece in PIECES.split(folded(word)) if piece)
    return tuple(singular(piece) for piece in pieces)


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True)
class Thesaurus:
    """Each term by its key, with the other terms of its groups."""

    terms: dict[Key, tuple[Term, ...]]

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]]) -> "Thesaurus":
        found: dict[Key, dict[Key, Term]] = {}
        for group in groups:
            keyed = {key_of(term.split()): tuple(term.split()) for term in group}
            for key in keyed:
                others = {other: term for other, term in keyed.items() if other != key}
                found.setdefault(key, {}).update(others)
        return cls({key: tuple(others.values()) for key, others in found.items()})

    def others(self, words: Sequence[str]) -> tuple[Term, ...]:
        """Other ways to say these words; none when they are no term."""
        return self.terms.get(key_of(words), ())


class SynonymQuerySet(models.QuerySet["SynonymGroup"]):
    def in_use(self) -> "SynonymQuerySet":
        return self.filter(is_active=True)

    def holding(self, text: str) -> "SynonymQuerySet":
        return self.filter(terms__icontains=text) if text else self


class SynonymGroup(models.Model):
    """Terms that mean the same. `shipped_as` is the line that came with the portal; the staff's own have none."""

    KEY: ClassVar[str] = "search.thesaurus"
    REMEMBERED_FOR: ClassVar[int] = 30  # seconds
    remembered: ClassVar[tuple[float, Thesaurus | None]] = (0.0, None)

    terms = models.CharField(_("terms"), max_length=LONGEST, help_text=_("Terms that mean the same, with commas."))
    is_active = models.BooleanField(_("in use"), default=True)
    shipped_as = models.CharField(max_length=LONGEST, blank=True, editable=False)
    is_ours = models.BooleanField(default=False, editable=False)  # changed by staff: not to be overwritten
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey("companies.User", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["terms"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipped_as"], name="synonyms_shipped_once", condition=~models.Q(shipped_as="")
            ),
            models.CheckConstraint(condition=~models.Q(terms=""), name="synonyms_not_empty"),
        ]

    def __str__(self) -> str:
        return self.terms

    @property
    def listed(self) -> list[str]:
        return terms_in(self.terms)

    def change(self, by: Actor, terms: str, is_active: bool = True) -> None:
        """Make or change a group. Raises PermissionDenied, or Refused for fewer than two terms."""
        require(can_edit_synonyms(by), _("Only staff who keep the search may change synonyms."))
        listed = terms_in(terms)
        if len(listed) < 2:
            raise Refused(_("A group has at least two different terms."))
        with transaction.atomic():
            self.terms, self.is_active, self.is_ours = ", ".join(listed), is_active, True
            self.changed_at, self.changed_by = timezone.now(), by.user
            self.save()
            record("synonyms.changed", self, by=by, terms=self.terms, is_active=is_active)
            transaction.on_commit(SynonymGroup.forget)

    @classmethod
    def forget(cls) -> None:
        cls.remembered = (0.0, None)
        cache.delete(cls.KEY)

    @classmethod
    def plant(cls, **kwargs: object) -> None:
        """After each migrate: what is shipped and not yet known; what staff changed stays as they left it."""
        lines = shipped_lines()
        known = {group.shipped_as: group for group in cls.objects.exclude(shipped_as="")}
        new = [SynonymGroup(terms=line, shipped_as=line) for line in lines if line not in known]
        old = [group.pk for line, group in known.items() if line not in set(lines) and not group.is_ours]
        if new or old:
            SynonymGroup.objects.bulk_create(new)
            cls.objects.filter(pk__in=old).delete()
            cls.forget()


def can_edit_synonyms(actor: Actor) -> bool:
    return bool(actor.user and actor.is_staff and actor.user.has_perm("search.change_synonymgroup"))


def terms_in(text: str) -> list[str]:
    """The different terms of a line, at most twelve of four words each."""
    terms = (" ".join(term.split()[:MOST_WORDS]) for term in text.split(","))
    distinct = {key_of(term.split()): term for term in terms if key_of(term.split())}
    return list(distinct.values())[:MOST_TERMS]


def shipped_lines() -> list[str]:
    lines = (line.strip() for line in SHIPPED.read_text("utf-8").splitlines())
    return list(dict.fromkeys(", ".join(terms_in(line)) for line in lines if line and not line.startswith("#")))


def thesaurus() -> Thesaurus:
    """The groups in use, from the process's memory; another process's change is seen within half a minute."""
    read_at, known = SynonymGroup.remembered
    if known is None or monotonic() - read_at > SynonymGroup.REMEMBERED_FOR:
        known = cache.get(SynonymGroup.KEY)
        if known is None:
            known = Thesaurus.of([group.listed for group in SynonymGroup.objects.in_use()])
            cache.set(SynonymGroup.KEY, known, 300)
        SynonymGroup.remembered = monotonic(), known
    return known
