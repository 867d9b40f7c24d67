"""What the buyer reckons carriage and insurance to cost, to compare quotations on different Incoterms."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.permissions import can_manage_rfq
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.incoterms import INCOTERMS
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.states import locked
from trade.models.quotation import Quotation
from trade.models.version import QuotationVersion

AMOUNTS = ("freight", "insurance", "clearance")


class BuyerEstimate(models.Model):
    """The buyer's own figures for one quotation, from the Incoterm it is quoted on to `to_term`; no supplier sees it.

    Amounts are for the whole quotation at the request's quantities number `step` (0: the ones that count), in
    `currency`; an empty one was not estimated, which is not zero. It holds for the Incoterm, the named place and the
    wording of the request (`revision`) it was made for, and for no other.
    """

    quotation = models.ForeignKey(Quotation, models.CASCADE, related_name="estimates")
    to_term = models.CharField(max_length=3, choices=list(INCOTERMS.items()))
    step = models.PositiveSmallIntegerField(default=0)
    from_term = models.CharField(max_length=3)
    from_place = models.CharField(max_length=80, blank=True)
    revision = models.PositiveSmallIntegerField()
    freight = AmountField(verbose_name=_("carriage and handling"), null=True, blank=True)
    insurance = AmountField(verbose_name=_("insurance"), null=True, blank=True)
    clearance = AmountField(verbose_name=_("clearance and duties"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"))
    note = models.CharField(_("where the figures are from"), max_length=200, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("estimate of a buyer")
        verbose_name_plural = _("estimates of buyers")
        constraints = [
            models.UniqueConstraint(fields=["quotation", "to_term", "step"], name="estimate_once"),
            models.CheckConstraint(
                condition=(Q(freight=None) | Q(freight__gte=0))
                & (Q(insurance=None) | Q(insurance__gte=0))
                & (Q(clearance=None) | Q(clearance__gte=0)),
                name="estimate_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quotation_id} {self.from_term} – {self.to_term}"

    def holds_for(self, version: QuotationVersion, revision: int) -> bool:
        """Whether it was made for this delivery and for the request as it reads now."""
        made = (self.from_term, self.from_place, self.revision)
        return made == (version.incoterm, version.incoterm_place, revision)

    def amount_of(self, kind: str) -> Decimal | None:
        found: Decimal | None = getattr(self, kind)
        return found

    @classmethod
    def put(
        cls, quotation: Quotation, version: QuotationVersion, to_term: str, step: int, by: Actor, **figures: Any
    ) -> "BuyerEstimate | None":
        """Keep `figures` (amounts, `currency`, `note`); without any amount the estimate goes.

        The last one who enters wins: they are the company's notes, not an agreement.
        """
        assert quotation.rfq is not None
        with locked(quotation.rfq, *quotation.rfq.PUBLISHED):
            require(can_manage_rfq(by, quotation.rfq), _("Your role may not enter estimates."))
            if to_term not in INCOTERMS:
                raise Refused(_("Choose an Incoterm to compare on."))
            rows = cls.objects.filter(quotation=quotation, to_term=to_term, step=step)
            if all(figures.get(name) is None for name in AMOUNTS):
                rows.delete()
                return None
            made: dict[str, Any] = {"from_term": version.incoterm, "from_place": version.incoterm_place}
            made |= {"revision": quotation.rfq.revision, "user": by.user, "updated_at": timezone.now()}
            values = {name: figures.get(name) for name in (*AMOUNTS, "currency")} | {"note": figures.get("note", "")}
            kept, _new = cls.objects.update_or_create(
                quotation=quotation, to_term=to_term, step=step, defaults={**made, **values}
            )
            # About the estimate, not about the quotation, whose story the supplier reads as well.
            record("estimate.saved", kept, by=by)
        return kept
