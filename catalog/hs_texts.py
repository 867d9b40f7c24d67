"""The official words of the Harmonized System, in the languages an operator has taken in."""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import get_language


class HsTextQuerySet(models.QuerySet["HsText"]):
    def with_words(self, words: list[str]) -> "QuerySet[HsText]":
        """Those whose text has every word, headings before the subheadings below them."""
        return self.filter(reduce(and_, (Q(text__icontains=word) for word in words)))

    def best_language(self) -> str:
        """The reader's own where the list is there in it, else English, else whichever there is."""
        there = list(self.order_by().values_list("language", flat=True).distinct())
        wanted = [get_language() or "en", "en", *there]
        return next((code for code in wanted if code in there), "")


class HsText(models.Model):
    """What a code covers, in one language: 2 digits for a chapter, 4 for a heading, 6 for a subheading."""

    code = models.CharField(max_length=6)
    language = models.CharField(max_length=10)
    text = models.TextField()

    objects = HsTextQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "code"], name="hs_text_once")]
        ordering = ("language", "code")

    def __str__(self) -> str:
        return f"{self.code} {self.text[:60]}"
