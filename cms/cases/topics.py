"""Topics by which good practices are found. Editors keep them as snippets; each has a name in every language."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel


class CaseTopic(ClusterableModel):
    slug = models.SlugField(_("word in the address"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    panels: ClassVar[list[Any]] = [
        FieldPanel("slug"),
        FieldPanel("position"),
        InlinePanel("names", min_num=1, label=_("Name in a language")),
    ]

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("topic of good practices")
        verbose_name_plural = _("topics of good practices")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language, else in English, else the word of the address."""
        names = {one.language: one.name for one in self.names.all()}
        return names.get(get_language() or "en") or names.get("en") or self.slug


class CaseTopicName(models.Model):
    topic = ParentalKey(CaseTopic, related_name="names")
    language = models.CharField(_("language"), max_length=10, default="en")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "language"], name="case_topic_named_once")]

    def __str__(self) -> str:
        return self.name
