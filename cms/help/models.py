"""The help centre: articles by who needs them, pages of questions, and what readers found useful."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.rich_text import expand_db_html

from cms.blocks import RICH, StoryBlock, plain
from cms.models.base import IndexPage
from portal.core.events import record
from portal.core.explained import PLACES
from portal.core.http import Request
from portal.core.structured import Absolute, questions_data
from portal.core.texts import clean_line

MOST_WORDS = 8  # of a search; more would only cost


class Reader(models.TextChoices):
    EVERYBODY = "everybody", _("For everybody")
    SELLER = "seller", _("I sell")
    BUYER = "buyer", _("I buy")
    INTERMEDIARY = "intermediary", _("I run a community")


class HelpQuerySet(PageQuerySet):
    def of_language(self, locale_id: int) -> "HelpQuerySet":
        """Published ones, in the order in which they are read."""
        rows = self.live().public().filter(locale_id=locale_id).order_by("position", "title", "pk")
        return cast("HelpQuerySet", rows)

    def saying(self, words: str) -> "HelpQuerySet":
        """Those in which each of the words stands."""
        rows = self
        for word in words.split()[:MOST_WORDS]:
            rows = rows.filter(Q(title__icontains=word) | Q(found_by__icontains=word))
        return rows

    def with_votes(self) -> "HelpQuerySet":
        """Each with how many found it useful (`useful`) and how many did not (`useless`), in all languages."""
        useful, useless = (
            Count("votes", filter=Q(votes__is_useful=True)),
            Count("votes", filter=Q(votes__is_useful=False)),
        )
        return cast("HelpQuerySet", self.annotate(useful=useful, useless=useless))


class Answering(Page):
    """What an article and a page of questions have in common."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    reader = models.CharField(_("for which readers"), max_length=12, choices=Reader, default=Reader.EVERYBODY)
    position = models.PositiveSmallIntegerField(_("place in its list"), default=100)
    also_asked = models.CharField(
        _("also found by"),
        max_length=300,
        blank=True,
        help_text=_("Words that people use for it and the text does not."),
    )
    found_by = models.TextField(editable=False, default="")  # all its words, for the search of the help centre

    parent_page_types: ClassVar[list[str]] = ["cms.HelpIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    head_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("reader"),
        FieldPanel("position"),
        FieldPanel("also_asked"),
    ]

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        return f"{self.summary} {self.said()}"

    def said(self) -> str:
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.found_by = f"{self.words} {self.also_asked}"
        return super().save(*args, **kwargs)


class HelpPage(Answering):
    """An article that answers one question."""

    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True)

    objects = PageManager.from_queryset(HelpQuerySet)()
    template = "cms/help/article.html"
    content_panels: ClassVar[list[Any]] = [*Answering.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("help article")
        verbose_name_plural = _("help articles")

    def said(self) -> str:
        return plain(self.body)

    def see_also(self) -> Any:
        """The next ones for the same readers."""
        rows = HelpPage.objects.of_language(self.locale_id).filter(reader=self.reader).exclude(pk=self.pk)
        return rows[:4]

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With their own vote for somebody who is signed in: what anonymous readers get is the same for all of them."""
        user = request.actor.user
        own = self.votes.filter(user=user).first() if user else None
        return {**super().get_context(request, *args, **kwargs), "own_vote": own, "own_words": own.words if own else ""}

    def vote(self, voter: dict[str, Any], is_useful: bool, words: str = "") -> "HelpVote":
        """The voter's one vote, which they may change. `voter` is {"user": …} or {"visitor": …}."""
        with transaction.atomic():
            type(self)._base_manager.select_for_update(no_key=True).get(pk=self.pk)
            said = {"is_useful": is_useful, "words": words}
            vote, _is_new = HelpVote.objects.update_or_create(**voter, page=self, defaults=said)
            record("help.judged", self, useful=is_useful)
        return vote


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("Question"))
    answer = blocks.RichTextBlock(features=RICH, label=pgettext_lazy("of a question", "Answer"))

    class Meta:
        template = "cms/help/question.html"
        icon = "help"
        label = _("Question")


class FaqPage(Answering):
    """Short questions that open to their answers."""

    questions = StreamField([("question", QuestionBlock())], verbose_name=_("questions"), use_json_field=True)

    objects = PageManager.from_queryset(HelpQuerySet)()
    template = "cms/help/faq.html"
    content_panels: ClassVar[list[Any]] = [*Answering.head_panels, FieldPanel("questions")]

    class Meta:
        verbose_name = _("page of questions")
        verbose_name_plural = _("pages of questions")

    def said(self) -> str:
        return plain(self.questions)

    def structured_data(self, absolute: Absolute) -> list[dict[str, Any]]:
        asked = [block.value for block in self.questions]
        pairs = [(str(one["question"]), expand_db_html(one["answer"].source)) for one in asked]
        return [questions_data(pairs)] if pairs else []


class HelpIndexPage(IndexPage):
    """The help centre."""

    contact = models.EmailField(
        _("address for questions"), blank=True, help_text=_("Shown at the end of every page of the help centre.")
    )
    contact_words = models.CharField(
        _("when somebody answers"), max_length=160, blank=True, help_text=_("Such as: on working days, within a day")
    )

    template = "cms/help/index.html"
    subpage_types: ClassVar[list[str]] = ["cms.HelpPage", "cms.FaqPage"]
    content_panels: ClassVar[list[Any]] = [
        *IndexPage.content_panels,
        FieldPanel("contact"),
        FieldPanel("contact_words"),
    ]

    class Meta:
        verbose_name = _("help centre")

    def articles(self) -> Any:
        return HelpPage.objects.of_language(self.locale_id)

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """By readers; with words the articles and pages of questions that have them all."""
        words = clean_line(request.GET.get("q", "")[:100])
        reader = request.GET.get("for", "")
        rows, faqs = self.articles().saying(words), FaqPage.objects.of_language(self.locale_id).saying(words)
        if reader in Reader.values:
            rows, faqs = rows.filter(reader=reader), faqs.filter(reader=reader)
        shown = list(rows[:200])
        groups = [(one.label, [page for page in shown if page.reader == one]) for one in Reader]
        return {
            **super().get_context(request, *args, **kwargs),
            "groups": [(label, pages) for label, pages in groups if pages],
            "faqs": faqs[:50],
            "words": words,
            "reader": reader if reader in Reader.values else "",
            "readers": Reader.choices,
            "found": len(shown),
        }


class HelpVote(models.Model):
    """Whether somebody found an article useful: one vote of each person, and of each browser that is nobody's."""

    page = models.ForeignKey(HelpPage, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    visitor = models.CharField(max_length=64, blank=True, default="")  # SHA-256 of the number in a browser's cookie
    is_useful = models.BooleanField(_("was useful"))
    words = models.CharField(_("what was missing"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "user"], name="help_vote_once_a_person", condition=Q(user__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["page", "visitor"], name="help_vote_once_a_browser", condition=~Q(visitor="")
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, visitor="") | (Q(user__isnull=True) & ~Q(visitor="")),
                name="help_vote_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.is_useful}"


class HelpPlace(models.Model):
    """Which article a “What is this?” of the portal opens, by the key that stands in the portal's templates."""

    key = models.CharField(_("place in the portal"), max_length=40, unique=True, choices=list(PLACES.items()))
    page = models.ForeignKey(HelpPage, models.CASCADE, related_name="places", verbose_name=_("help article"))

    panels: ClassVar[list[Any]] = [FieldPanel("key"), FieldPanel("page")]

    class Meta:
        verbose_name = _("“What is this?”")
        verbose_name_plural = _("“What is this?” links")

    def __str__(self) -> str:
        return str(PLACES.get(self.key, self.key))

    def article_in(self, locale_id: int) -> HelpPage | None:
        """The published article in that language, else in the one it was written in."""
        rows = HelpPage.objects.live().public().filter(translation_key=self.page.translation_key)
        found: HelpPage | None = rows.filter(locale_id=locale_id).first() or rows.filter(pk=self.page_id).first()
        return found
