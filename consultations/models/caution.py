"""What was noticed in a message when it was said: shown beside the words, which stay as they are."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.safety.cautions import findings_in, names_address

if TYPE_CHECKING:
    from consultations.models.message import Message


class Caution(models.Model):
    """One finding of a kind; `start` and `end` count characters of the message's body."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("payment account")
        CHANGED = "changed", _("changed payment account")
        LINK = "link", _("misleading link")
        SECRET = "secret", _("password asked for")
        ELSEWHERE = "elsewhere", _("talk or payment elsewhere")
        GIFT = "gift", _("payment nobody can trace")

    message = models.ForeignKey("consultations.Message", models.CASCADE, related_name="cautions")
    kind = models.CharField(max_length=12, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("caution")
        verbose_name_plural = _("cautions")
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "kind"], name="caution_once_per_kind"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="caution_has_length"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.kind}"

    @classmethod
    def note(cls, message: "Message") -> None:
        """Keep what is found in a new or edited message, in the transaction that stores it."""
        if message.edited_at:
            message.cautions.all().delete()
        found = findings_in(message.body, hosts_near(message) if names_address(message.body) else ())
        if found:
            Caution.objects.bulk_create(
                Caution(message=message, kind=one.kind, start=one.start, end=one.end) for one in found
            )
        message.caution_kinds = [one.kind for one in found]


def hosts_near(message: "Message") -> list[str]:
    """The portal's own and those of the parties: what a misleading link would imitate."""
    sites = Company.objects.filter(rooms__room=message.room_id, rooms__state="here").exclude(website="")
    return [urlsplit(settings.SITE_URL).hostname or "", *(company.website_host for company in sites)]


READER = {
    "account": _(
        "This message holds a payment account. Before you pay, call the company on a number you already know."
    ),
    "changed": _(
        "This message speaks of a new bank account, which is how payments are most often stolen. "
        "Do not pay before you have called the company on a number you already know."
    ),
    "link": _("A link here does not lead where it seems to. Open the site by an address you already know instead."),
    "secret": _("This message asks for a password or code. Jangteo and your partners never need one: do not send it."),
    "elsewhere": _("This message asks to talk or pay elsewhere. What is agreed there is not on record here."),
    "gift": _(
        "This message names a way of paying that cannot be traced or taken back. "
        "Agree on a bank transfer or a letter of credit."
    ),
}
SENDER = {
    "account": _("Your partner is advised to check the account by telephone before paying. That protects you both."),
    "changed": _("Your partner is advised to check a new account by telephone before paying. A call from you helps."),
    "link": _("Your partner is advised to be careful with the link in this message."),
    "secret": _("Your partner is advised not to send passwords or codes."),
    "elsewhere": _("Your partner is told that what is agreed elsewhere is not on record here."),
    "gift": _("Your partner is advised to agree on a payment that can be traced."),
}
