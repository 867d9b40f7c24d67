"""Terms, privacy notice and imprint in versions that never change once they are published, and who agreed to which."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import WrongState, require

FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class Document(models.TextChoices):
    """What an operator must say; the value stands in addresses."""

    TERMS = "terms", _("Terms of use")
    PRIVACY = "privacy", _("Privacy notice")
    IMPRINT = "imprint", _("Imprint")


class DocumentConverter:
    """A document in an address."""

    regex = "|".join(Document.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class LegalQuerySet(models.QuerySet["LegalVersion"]):
    def published(self) -> "LegalQuerySet":
        return self.filter(number__isnull=False)

    def in_force(self, day: date | None = None) -> "LegalQuerySet":
        """Of each document the newest that had begun on that day (today)."""
        begun = self.published().filter(valid_from__lte=day or timezone.localdate())
        newest = begun.filter(document=models.OuterRef("document")).order_by("-valid_from", "-number").values("pk")[:1]
        return begun.filter(pk=models.Subquery(newest))

    def to_agree(self) -> "LegalQuerySet":
        """For each document the newest version in force that has to be agreed to. A later one that need not be does not
        ask again, and does not let off whoever has not answered yet."""
        begun = self.published().filter(valid_from__lte=timezone.localdate(), needs_consent=True)
        newest = begun.filter(document=models.OuterRef("document")).order_by("-valid_from", "-number").values("pk")[:1]
        return begun.filter(pk=models.Subquery(newest)).order_by("document")

    def open_for(self, user: Any) -> "LegalQuerySet":
        """What this person has still to agree to."""
        return self.to_agree().exclude(consents__user=user)


class LegalVersion(ClusterableModel):
    """One version: a draft without a number, or published with one and never changed again (a trigger keeps it so)."""

    document = models.CharField(_("document"), max_length=8, choices=Document)
    number = models.PositiveSmallIntegerField(_("number"), null=True, editable=False)
    valid_from = models.DateField(_("in force from"), default=timezone.localdate)
    needs_consent = models.BooleanField(
        _("everybody is asked to agree"),
        default=False,
        help_text=_("From the day it is in force, at the next page somebody opens; and all who join."),
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = LegalQuerySet.as_manager()
    panels: ClassVar[list[Any]] = [
        HelpPanel(_("What is published stays as it is for good. To change a text, write a new version.")),
        FieldPanel("document"),
        FieldPanel("valid_from"),
        FieldPanel("needs_consent"),
        InlinePanel("texts", label=_("text"), heading=_("Text in each language"), min_num=1),
        FieldPanel("publish_now"),
    ]

    class Meta:
        verbose_name = _("version of a legal text")
        verbose_name_plural = _("legal texts")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="legal_number_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, published_at__isnull=True)
                | Q(number__gte=1, published_at__isnull=False),
                name="legal_published_with_number",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return gettext("%(document)s, draft") % {"document": self.get_document_display()}
        words = {"document": self.get_document_display(), "number": self.number}
        return gettext("%(document)s, version %(number)s") % words

    def get_absolute_url(self) -> str:
        return reverse("legal_version", args=[self.document, self.number])

    @property
    def is_published(self) -> bool:
        return self.number is not None

    @property
    def is_in_force(self) -> bool:
        return self.valid_from <= timezone.localdate()

    def clean(self) -> None:
        if self.pk and type(self).objects.published().filter(pk=self.pk).exists():
            raise ValidationError(gettext("This version is published: it never changes. Please write a new one."))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if type(self).objects.published().filter(pk=self.pk).exists():
            raise WrongState(gettext("This version is published: people agreed to it, and it stays."))
        return super().delete(*args, **kwargs)

    def publish(self, by: Actor) -> None:
        """Draft → published with the next number. Raises WrongState for one that is published already, or begins before
        the version it follows, or has no text in the portal's first language."""
        with transaction.atomic():
            same = type(self).objects.filter(document=self.document).select_for_update(no_key=True)
            list(same.order_by("pk").values_list("pk"))
            self.refresh_from_db()
            require(can_publish_legal(by), gettext("Only publishers may publish legal texts."))
            if self.is_published:
                raise WrongState(gettext("This version is published already."))
            if problem := self.gap(set(self.texts.values_list("language", flat=True))):
                raise WrongState(problem)
            last = type(self).objects.filter(document=self.document).aggregate(last=Max("number"))["last"] or 0
            self.number, self.published_at, self.published_by = last + 1, timezone.now(), by.user
            self.save(update_fields=["number", "published_at", "published_by"])
            record("legal.published", self, by=by, document=self.document, number=self.number)

    def gap(self, languages: set[Any]) -> str:
        """What keeps it from being published with texts in these languages, in a sentence; empty for nothing."""
        last = type(self).objects.published().filter(document=self.document).order_by("-number").first()
        if last is not None and self.valid_from < last.valid_from:
            return gettext("It would be in force before the version that it follows. Give a later day.")
        if settings.LANGUAGE_CODE not in languages:
            return gettext("It needs a text in English, the language that all others are translated from.")
        return ""

    def text(self, language: str | None = None) -> "LegalText":
        """In that language (the reader's); in the first one where it is not translated."""
        texts: dict[str, LegalText] = {text.language: text for text in self.texts.all()}
        return (
            texts.get(language or get_language() or "")
            or texts.get(settings.LANGUAGE_CODE)
            or next(iter(texts.values()))
        )

    def before(self) -> "LegalVersion | None":
        rows = type(self).objects.published().filter(document=self.document, number__lt=self.number or 0)
        return rows.order_by("-number").first()


def can_publish_legal(actor: Actor) -> bool:
    """Whoever may change legal texts in the editors' office; the clock and installing have no actor of a person."""
    return bool(actor.user and actor.user.has_perm("cms.change_legalversion"))


class LegalText(Orderable):
    """The words of a version in one language."""

    version = ParentalKey(LegalVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=120)
    body = RichTextField(_("text"), features=FEATURES)
    changes = models.TextField(
        _("what is new"),
        max_length=1000,
        blank=True,
        help_text=_("In plain words, for those who agreed to the last one."),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("language"),
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("changes"),
    ]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="legal_text_once_a_language")]


class Consent(models.Model):
    """That a person agreed to a version: when, how, and in which language they read it."""

    class Way(models.TextChoices):
        SIGNUP = "signup", _("when joining")
        ASKED = "asked", _("when asked")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    version = models.ForeignKey(LegalVersion, models.PROTECT, related_name="consents")
    language = models.CharField(max_length=10)
    way = models.CharField(max_length=8, choices=Way)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.version_id}"

    @classmethod
    def give(cls, user: Any, versions: Any, way: str) -> list["Consent"]:
        """Agree to each version; what was agreed to before stays as it was, with its day."""
        given: list[Consent] = []
        with transaction.atomic():
            for version in versions:
                values = {"language": version.text().language, "way": way}
                consent, is_new = cls.objects.get_or_create(user=user, version=version, defaults=values)
                if is_new:
                    record(
                        "consent.given", consent, by=Actor(user=user), document=version.document, number=version.number
                    )
                    given.append(consent)
        return given
