"""The written record of an inquiry: what each side said after the first question, and the papers they sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Mandate
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.stored import keeps_files

if TYPE_CHECKING:
    from offers.models.inquiry import Inquiry

MOST_FILES = 5


class Side(models.TextChoices):
    BUYER = "buyer", _("who asks")
    SUPPLIER = "supplier", _("who is asked")
    STAFF = "staff", _("our staff")


def new_file_ref() -> str:
    return new_ref("F")


class InquiryMessage(models.Model):
    """Words of one side; they are never changed. The first question, number 0, is the inquiry's own."""

    inquiry = models.ForeignKey("offers.Inquiry", models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=8, choices=Side)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=8, blank=True)
    body = models.TextField(_("text"), max_length=8000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "number"], name="inquiry_message_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="inquiry_message_after_question"),
            models.CheckConstraint(condition=~models.Q(body=""), name="inquiry_message_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} #{self.number}"


class InquiryFileQuerySet(models.QuerySet["InquiryFile"]):
    def visible_to(self, actor: Actor) -> "InquiryFileQuerySet":
        """Those of an inquiry that the actor may see."""
        from offers.models.inquiry import Inquiry

        return self.filter(inquiry__in=Inquiry.objects.visible_to(actor).order_by())


@keeps_files(_("Files in inquiries"), owner="inquiry__buyer_id")
class InquiryFile(models.Model):
    """A PDF or a picture (re-encoded by us) beside the words of number `number`."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=new_file_ref)
    inquiry = models.ForeignKey("offers.Inquiry", models.CASCADE, related_name="files")
    number = models.PositiveIntegerField(default=0)
    name = models.CharField(_("name"), max_length=120)
    file = models.FileField(upload_to="inquiries/files/", storage=private_files)
    size = models.PositiveIntegerField(default=0)  # bytes
    created_at = models.DateTimeField(default=timezone.now)

    kept_for: int | None = None  # who sends it, while it is written: either side may

    objects = InquiryFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_pdf(self) -> bool:
        return str(self.file.name).endswith(".pdf")

    def get_absolute_url(self) -> str:
        return reverse("offers:inquiry_file", args=[self.inquiry.ref, self.ref])


@dataclass(frozen=True)
class Paper:
    """A checked file on its way in; `name` is what its sender called it. `stored` once it has been kept."""

    name: str
    content: Any
    stored: str = ""


def keep_files(inquiry: "Inquiry", number: int, papers: Iterable[Any], by: Actor) -> None:
    """`papers` are Paper; several inquiries of one form share one stored file. Raises Refused for more than five."""
    given = list(papers)
    if len(given) > MOST_FILES:
        raise Refused(_("Up to %(most)s files, please.") % {"most": MOST_FILES})
    for paper in given:
        row = InquiryFile(inquiry=inquiry, number=number, name=paper.name[:120] or "document")
        row.size, row.kept_for = paper.content.size, by.company_id
        if stored := getattr(paper, "stored", ""):
            row.file.name = stored
        else:
            row.file.save(paper.content.name, paper.content, save=False)
            object.__setattr__(paper, "stored", row.file.name)
        row.save()


@dataclass(frozen=True)
class Entry:
    """One paragraph of the record as a reader sees it."""

    number: int
    side: str
    company: Any  # None while it has not shown its name
    agent: Any  # the intermediary that wrote for the company under a mandate
    person: str
    body: str
    at: datetime
    files: list[InquiryFile]
    is_own: bool
