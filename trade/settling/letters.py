"""Letters of credit: a bank's promise to pay against documents, outside the portal (UCP 600)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked
from trade.settling.instalments import Instalment
from trade.settling.permissions import can_confirm_receipt


def letter_ref() -> str:
    return new_ref("LC")


class LetterOfCreditQuerySet(models.QuerySet["LetterOfCredit"]):
    def visible_to(self, actor: Actor) -> "LetterOfCreditQuerySet":
        return self.filter(instalment__in=Instalment.objects.visible_to(actor))

    def standing(self) -> "LetterOfCreditQuerySet":
        """Named, and not refused."""
        return self.exclude(state=LetterOfCredit.State.REFUSED)


class LetterOfCredit(models.Model):
    """Named by the buyer, opened → accepted or refused by the supplier, who says later that the bank has paid."""

    class State(models.TextChoices):
        OPENED = "opened", gettext_lazy("To be looked at by the supplier")
        ACCEPTED = "accepted", gettext_lazy("Accepted")
        REFUSED = "refused", pgettext_lazy("deal", "Refused")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=letter_ref)
    instalment = models.ForeignKey(Instalment, models.CASCADE, related_name="letters")
    number = models.CharField(gettext_lazy("number"), max_length=40)
    bank = models.CharField(gettext_lazy("issuing bank"), max_length=120)
    expires_on = models.DateField(gettext_lazy("expires on"))
    state = models.CharField(max_length=8, choices=State, default=State.OPENED)
    reason = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = LetterOfCreditQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("letter of credit")
        verbose_name_plural = gettext_lazy("letters of credit")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["instalment"], condition=~Q(state="refused"), name="letter_one_of_instalment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.bank}"

    def decide(self, by: Actor, accepted: bool, reason: str = "") -> None:
        """The supplier’s word; WrongState when a colleague has given it, Refused when it refuses without a reason."""
        require(
            can_confirm_receipt(by, self.instalment.order),
            _("Only who sells for the supplier accepts a letter of credit."),
        )
        with locked(self, self.State.OPENED):
            if not accepted and not reason.strip():
                raise Refused(_("Say why: the other side has to know what to do about it."))
            self.state = self.State.ACCEPTED if accepted else self.State.REFUSED
            self.reason, self.decided_at = reason.strip()[:500], timezone.now()
            self.save(update_fields=["state", "reason", "decided_at"])
            kind = "letter_of_credit.accepted" if accepted else "letter_of_credit.refused"
            record(kind, self, by=by, order=self.instalment.order.ref)
