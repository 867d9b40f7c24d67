"""What one side keeps for itself beside an inquiry: what was read, notes of colleagues, and prepared words."""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from offers.models.inquiry import Inquiry
from offers.permissions import can_note_inquiry, can_prepare_replies
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.units import quantity


class InquirySeen(models.Model):
    """How far a person has read an inquiry: the number of its last words then."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inquiry", "user"], name="inquiry_seen_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.inquiry_id} #{self.number}"

    @classmethod
    def mark(cls, inquiry: Inquiry, actor: Actor) -> None:
        """The person has the page before them."""
        if actor.user is None:
            return
        known = cls._default_manager.filter(inquiry=inquiry, user=actor.user).first()
        if known is None or known.number < inquiry.last_number:
            cls._default_manager.update_or_create(
                inquiry=inquiry, user=actor.user, defaults={"number": inquiry.last_number}
            )


class InquiryNoteQuerySet(models.QuerySet["InquiryNote"]):
    def visible_to(self, actor: Actor) -> "InquiryNoteQuerySet":
        """Those of the acting company; a key to the API is nobody's colleague."""
        return self.filter(company_id=actor.company_id) if actor.company and actor.user else self.none()


class InquiryNote(models.Model):
    """Words among colleagues; the other company never sees them."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="notes")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    body = models.TextField(_("note"), max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = InquiryNoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(body=""), name="inquiry_note_not_empty")]

    def __str__(self) -> str:
        return self.body[:60]

    @classmethod
    def write(cls, inquiry: Inquiry, body: str, by: Actor) -> "InquiryNote":
        require(can_note_inquiry(by, inquiry), _("Your role may not write notes here."))
        with transaction.atomic():
            note = cls.objects.create(inquiry=inquiry, company=by.company, user=by.user, body=body)
            record("inquiry.noted", inquiry, by=by)
        return note


def reply_ref() -> str:
    return new_ref("W")


class CannedReplyQuerySet(models.QuerySet["CannedReply"]):
    def visible_to(self, actor: Actor) -> "CannedReplyQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


class CannedReply(models.Model):
    """Words that a company sends often, in one language; what stands in braces is filled in."""

    MOST: ClassVar[int] = 50
    PLACEHOLDERS: ClassVar[dict[str, Any]] = {
        "company": _("the company that asks"),
        "title": _("what it asks about"),
        "quantity": _("the quantity it wants"),
        "ref": _("the reference of the inquiry"),
        "me": _("your name"),
        "us": _("your company"),
    }

    ref = models.CharField(max_length=16, unique=True, editable=False, default=reply_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="canned_replies")
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("name"), max_length=80)
    body = models.TextField(_("text"), max_length=4000)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("prepared reply")
        verbose_name_plural = _("prepared replies")
        constraints = [
            models.UniqueConstraint(fields=["company", "language", "title"], name="canned_reply_once"),
            models.CheckConstraint(condition=~models.Q(body=""), name="canned_reply_not_empty"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def keep(cls, by: Actor, reply: "CannedReply | None" = None, **fields: Any) -> "CannedReply":
        """Make one, or change `reply`. Raises Refused when the name is taken in that language, or there are fifty."""
        require(can_prepare_replies(by), _("Your role may not change prepared replies."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            mine = cls.objects.visible_to(by)
            kept = reply or cls(company=by.company)
            same = mine.filter(language=fields["language"], title=fields["title"]).exclude(pk=kept.pk)
            if same.exists():
                raise Refused(_("There is one of this name in this language already."))
            if reply is None and mine.count() >= cls.MOST:
                raise Refused(_("Up to %(most)s prepared replies, please. Delete one first.") % {"most": cls.MOST})
            for name, value in fields.items():
                setattr(kept, name, value)
            kept.save()
            record("canned_reply.kept", kept, by=by)
        return kept

    def remove(self, by: Actor) -> None:
        require(
            can_prepare_replies(by) and by.acts_for(self.company_id), _("Your role may not change prepared replies.")
        )
        with transaction.atomic():
            record("canned_reply.removed", self, by=by)
            self.delete()

    def filled(self, inquiry: Inquiry, by: Actor) -> str:
        """The words with what stands in braces filled in; an unknown word in braces stays as it is."""
        values = {
            "company": inquiry.buyer.name,
            "title": inquiry.title,
            "quantity": quantity(inquiry.quantity, inquiry.unit or "C62") if inquiry.quantity else "",
            "ref": inquiry.ref,
            "me": by.user.name if by.user else "",
            "us": by.company.name,
        }
        return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), self.body)
