"""Terms of trade, each with its definition, who says so and when, and the terms beside it."""

import re
from functools import lru_cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Aggregate, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, RevisionMixin, TranslatableMixin

from portal.core.texts import clean_line

# First consonants of Hangul syllables (Unicode 3.12); the doubled ones stand under the plain ones, as in dictionaries.
CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
SYLLABLES_OF_ONE = 588


class TermQuerySet(models.QuerySet["Term"]):
    def of_language(self, locale_id: int) -> "TermQuerySet":
        return self.filter(locale_id=locale_id)

    def saying(self, words: str) -> "TermQuerySet":
        rows = self
        for word in words.split()[:8]:
            rows = rows.filter(
                Q(term__icontains=word) | Q(also_known_as__icontains=word) | Q(definition__icontains=word)
            )
        return rows

    def with_other_names(self) -> "TermQuerySet":
        """Each with `other_names`: what it is called in the other languages, so that it is found by that."""
        others = Term.objects.filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
        said = others.order_by().values("translation_key")
        said = said.annotate(said=Joined(Concat("term", Value(" "), "also_known_as"))).values("said")
        rows: TermQuerySet = self.annotate(
            other_names=Coalesce(Subquery(said), Value(""), output_field=models.TextField())
        )
        return rows


class Joined(Aggregate):
    """The texts of a group one after the other, on either database."""

    function = "string_agg"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = models.TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="group_concat", **extra)


class Term(RevisionMixin, TranslatableMixin, ClusterableModel):
    """A term in one language. Its translations have the same `slug`, which forms of the portal link to."""

    term = models.CharField(_("term"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60, help_text=_("The same in every language."))
    also_known_as = models.CharField(
        _("also known as"), max_length=240, blank=True, help_text=_("Parted by commas; abbreviations too.")
    )
    definition = models.TextField(
        _("definition"), max_length=2000, help_text=_("Paragraphs are parted by a blank line.")
    )
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Who says so: rule book, law, standard, with its year")
    )
    source_url = models.URLField(_("address of the source"), blank=True)
    source_date = models.DateField(_("as of"), help_text=_("When the source was in force or looked at."))

    objects = TermQuerySet.as_manager()
    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("slug")]),
        FieldPanel("also_known_as"),
        FieldPanel("definition"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url"), FieldPanel("source_date")], _("Source")),
        InlinePanel("links", label=_("term"), heading=_("See also"), max_num=8),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("term of trade")
        verbose_name_plural = _("glossary")
        ordering = ["term"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="term_once_a_language")]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        return reverse("term", args=[self.slug])

    @property
    def words(self) -> str:
        """All that is looked in besides the term itself."""
        return f"{self.also_known_as}\n{self.definition}".strip()

    @property
    def letter(self) -> str:
        return letter_of(self.term)

    @property
    def aliases(self) -> list[str]:
        return [alias for part in self.also_known_as.split(",") if (alias := clean_line(part))]

    @property
    def first_sentence(self) -> str:
        return re.split(r"(?<=[.!?])\s", self.definition, maxsplit=1)[0]

    def paragraphs(self) -> list[SafeString]:
        """The definition, with each other term linked where it stands first."""
        rows = Term.objects.of_language(self.locale_id).exclude(pk=self.pk).only("term", "slug", "also_known_as")
        words = {word: one.slug for one in rows for word in [one.term, *one.aliases] if len(word) > 2}
        seen: set[str] = set()
        return [linked(part.strip(), words, seen) for part in self.definition.split("\n\n") if part.strip()]

    def neighbours(self) -> list["Term"]:
        """Those it names and those that name it, in its own language where there are such."""
        named = Q(slug__in=self.links.values("other__slug")) | Q(links__other__slug=self.slug)
        rows = Term.objects.of_language(self.locale_id).filter(named).exclude(pk=self.pk).distinct()
        return list(rows[:12])


class TermLink(Orderable):
    """“See also.”"""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Term, models.CASCADE, related_name="+", verbose_name=_("term"))

    panels: ClassVar[list[Any]] = [FieldPanel("other")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["term", "other"], name="term_linked_once"),
            models.CheckConstraint(condition=~Q(term=models.F("other")), name="term_not_beside_itself"),
        ]

    def clean(self) -> None:
        if self.term_id and self.term_id == self.other_id:
            raise ValidationError({"other": gettext("A term does not stand beside itself: choose another.")})


def letter_of(word: str) -> str:
    """Under which letter a word stands: A–Z, ㄱ–ㅎ, or # for figures and other scripts."""
    first = word[:1].upper()
    if "가" <= first <= "힣":
        return CONSONANTS[(ord(first) - ord("가")) // SYLLABLES_OF_ONE]
    return first if "A" <= first <= "Z" else "#"


def order_of(word: str) -> tuple[int, str]:
    """Korean before Latin before the rest, without regard to capitals."""
    is_korean = "가" <= word[:1] <= "힣" or "ㄱ" <= word[:1] <= "ㅎ"
    rank = 0 if is_korean else 1 if word[:1].isalpha() else 2
    return rank, word.casefold()


@lru_cache(256)
def finder(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first; whole words where the script has them, as Korean words carry particles."""
    ordered = sorted(words, key=len, reverse=True)
    parts = [rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word) for word in ordered]
    return re.compile("|".join(parts) or r"(?!)", re.I)


def linked(text: str, words: dict[str, str], seen: set[str]) -> SafeString:
    """The text, escaped, with links to the terms it names; `seen` grows by those."""
    slugs = {word.casefold(): slug for word, slug in words.items()}
    pieces, end = [], 0
    for hit in finder(tuple(sorted(words))).finditer(text):
        name = hit[0].casefold()
        slug = slugs.get(name) or slugs.get(name.removesuffix("s"), "")
        if not slug or slug in seen:
            continue
        seen.add(slug)
        link = format_html('<a class="term" href="{}">{}</a>', reverse("term", args=[slug]), hit[0])
        pieces += [escape(text[end : hit.start()]), link]
        end = hit.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # every piece is escaped
