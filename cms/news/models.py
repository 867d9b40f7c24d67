"""Who writes the programme's news, and what they are about."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Locale, Orderable, TranslatableMixin


class Topic(TranslatableMixin, models.Model):
    """What articles, publications and courses are about. Its translations have the same `slug`, so that addresses and
    filters mean the same in every language."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(
        _("address"), max_length=60, help_text=_("The same in every language: letters, digits, hyphens.")
    )

    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="topic_once_a_language")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def names(cls, locale_id: int) -> dict[str, str]:
        """By slug, in that language; in the first language where it is not translated yet."""
        first = Locale.objects.order_by("pk").values_list("pk", flat=True).first()
        rows = cls.objects.filter(locale_id__in=[first, locale_id]).values_list("slug", "name", "locale_id")
        return {slug: name for slug, name, _of in sorted(rows, key=lambda row: (row[2] == locale_id, row[1]))}


class Author(TranslatableMixin, models.Model):
    """Somebody whose name stands above articles."""

    name = models.CharField(_("name"), max_length=120)
    job = models.CharField(_("job"), max_length=120, blank=True, help_text=_("Such as: customs adviser, Busan"))
    words = models.TextField(_("a few words"), max_length=400, blank=True)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("job"),
        FieldPanel("words"),
        FieldPanel("picture"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NewsAuthor(Orderable):
    """The place of an author above an article. Who has written cannot be deleted."""

    page = ParentalKey("cms.NewsPage", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+", verbose_name=_("author"))

    panels: ClassVar[list[Any]] = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "author"], name="author_once_an_article")]
