"""Who of either side may be reached directly: only what a person gave for this one inquiry."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models.inquiry import Inquiry
from offers.models.inquiry_message import Side
from offers.permissions import can_write_in_inquiry
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked

PARTS = ("name", "email", "phone")


class InquiryContactQuerySet(models.QuerySet["InquiryContact"]):
    def visible_to(self, actor: Actor) -> "InquiryContactQuerySet":
        """One's own side's, ended ones too; of the other side what is shared now."""
        if actor.company is None:
            return self.none()
        buyer, supplier = models.Q(side=Side.BUYER), models.Q(side=Side.SUPPLIER)
        as_buyer = models.Q(inquiry__buyer_id=actor.company_id) & (buyer | supplier & models.Q(withdrawn_at=None))
        as_supplier = models.Q(inquiry__supplier_id=actor.company_id) & (supplier | buyer & models.Q(withdrawn_at=None))
        return self.filter(as_buyer | as_supplier)


class InquiryContact(models.Model):
    """What a person lets the other company see of them; empty parts are not shared.

    Taken back, it is shown no more; `seen_at` keeps that the other side has had it before them.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="contacts")
    side = models.CharField(max_length=8, choices=Side)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    shared_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InquiryContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "user"], condition=models.Q(withdrawn_at=None), name="inquiry_contact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id}: {self.get_side_display()}"

    @property
    def parts(self) -> list[str]:
        return [value for value in (self.name, self.email, self.phone) if value]

    @classmethod
    def share(cls, inquiry: Inquiry, by: Actor, **parts: str) -> "InquiryContact | None":
        """Show `name`, `email`, `phone` of the person who acts, as far as given, instead of what they shared before.

        None when nothing is given. Raises PermissionDenied for whoever may not write here, and for an API key.
        """
        given = {name: parts.get(name, "").strip() for name in PARTS}
        if not any(given.values()):
            return None
        with locked(inquiry):
            require(by.user is not None and can_write_in_inquiry(by, inquiry), _("Your role may not share this here."))
            if inquiry.supplier_is_hidden and inquiry.side_of(by) == Side.SUPPLIER:
                raise Refused(_("Answer first: until then your company is not named here."))
            old = cls.objects.filter(inquiry=inquiry, user=by.user, withdrawn_at=None).first()
            if old and all(getattr(old, name) == value for name, value in given.items()):
                return old
            if old:
                old.end()
            contact = cls.objects.create(inquiry=inquiry, side=inquiry.side_of(by), user=by.user, **given)
            shown = [name for name in PARTS if given[name]]
            record("inquiry.contact_shared", inquiry, by=by, shown=shown)
        return contact

    def end(self) -> None:
        self.withdrawn_at = timezone.now()
        self.save(update_fields=["withdrawn_at"])

    def withdraw(self, by: Actor) -> None:
        """From now on it is not shown; only the person themselves."""
        with locked(self):
            require(by.user_id == self.user_id, _("Only the person decides on this."))
            if self.withdrawn_at:
                raise WrongState(_("This is no longer shown. Nothing was done twice."))
            self.end()
            record("inquiry.contact_withdrawn", self.inquiry, by=by)

    @classmethod
    def note_seen(cls, inquiry: Inquiry, actor: Actor) -> None:
        """The other side has the page before them: what it shows of people is kept as seen, and told to the log."""
        side = inquiry.side_of(actor)
        fresh = cls.objects.visible_to(actor).filter(inquiry=inquiry, seen_at=None, withdrawn_at=None)
        with transaction.atomic():
            if fresh.exclude(side=side).update(seen_at=timezone.now()):
                record("inquiry.contact_seen", inquiry, by=actor)


def shared_by(user: Any, inquiry: Inquiry) -> InquiryContact | None:
    """What this person shows in the inquiry now."""
    return InquiryContact.objects.filter(inquiry=inquiry, user=user, withdrawn_at=None).first() if user else None
