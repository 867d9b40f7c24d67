"""What stands on the page of an event: sessions, speakers, files."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from cms.widgets import PrivateFileInput
from portal.core.private import private_files

LARGEST_FILE = 25 * 1024 * 1024  # bytes; slides with pictures


class EventSession(Orderable):
    """A point of the programme, by the clock of the event."""

    page = ParentalKey("cms.EventPage", related_name="sessions")
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=160)
    room = models.CharField(_("room"), max_length=80, blank=True)
    who = models.CharField(_("who speaks"), max_length=200, blank=True)
    words = models.TextField(_("in short"), max_length=800, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("room"), FieldPanel("who")]),
        FieldPanel("words"),
    ]

    def clean(self) -> None:
        if self.ends and self.starts and self.ends <= self.starts:
            raise ValidationError({"ends": _("It cannot end before it begins.")})


class EventSpeaker(Orderable):
    """Somebody who speaks, shown with their consent."""

    page = ParentalKey("cms.EventPage", related_name="speakers")
    name = models.CharField(_("name"), max_length=120)
    job = models.CharField(_("job"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    words = models.TextField(_("a few words"), max_length=500, blank=True)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    agreed = models.BooleanField(
        _("agreed to be shown here"), default=False, help_text=_("Without it only the programme names them.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("job"), FieldPanel("organisation")]),
        FieldPanel("words"),
        FieldPanel("picture"),
        FieldPanel("agreed"),
    ]


def not_too_large(file: Any) -> None:
    if file.size > LARGEST_FILE:
        raise ValidationError(_("A file may have 25 MB at most."))


class EventMaterial(Orderable):
    """A file of the event: for everybody, or for those who had a place."""

    page = ParentalKey("cms.EventPage", related_name="materials")
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(
        _("file"),
        upload_to="events/",
        storage=private_files,
        validators=[FileExtensionValidator(settings.WAGTAILDOCS_EXTENSIONS), not_too_large],
    )
    is_open = models.BooleanField(
        _("for everybody"), default=True, help_text=_("Else only for those who have a place at the event.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("file", widget=PrivateFileInput),
        FieldPanel("is_open"),
    ]

    def get_absolute_url(self) -> str:
        return reverse("event_material", args=[self.page.slug, self.pk])
