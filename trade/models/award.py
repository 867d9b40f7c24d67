"""The decision on a request: all to one supplier, or line by line."""

from collections import defaultdict
from itertools import chain

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from offers.models import RFQ, RFQLine
from offers.permissions import can_manage_rfq
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import convert
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked
from portal.core.values import require_within
from trade.feedback import position_of
from trade.models.checks import check_table
from trade.models.offered import awarded_terms, lines_of, offered
from trade.models.quotation import Quotation
from trade.models.version import QuotationLine

Choices = dict[int, int]  # line of the request: line of the quotation that gets it (an alternative, perhaps)


class Award(models.Model):
    """One for each request; `note` goes to those who were not chosen."""

    rfq = models.OneToOneField(RFQ, models.PROTECT, related_name="award")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(_("a word to those who were not chosen"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")

    def __str__(self) -> str:
        return str(self.rfq)

    @classmethod
    def make(
        cls, rfq: RFQ, choices: Choices, seen: dict[int, int], by: Actor, reason: str = "", note: str = ""
    ) -> "Award":
        """Award each line of the request to a line of a quotation; lines left out are awarded to nobody.

        `seen` maps each quotation to the number of the version the buyer looked at: another one on the table raises
        WrongState. Quotations with at least one line become accepted, all others declined with feedback.
        """
        if not choices:
            raise Refused(_("Choose at least one line to award."))
        with locked(rfq, *RFQ.DECIDABLE):
            require(can_manage_rfq(by, rfq), _("Your role may not decide on this request."))
            quotations = lock_live(rfq)
            winners = chosen_lines(rfq, choices, quotations)
            for pk in winners:
                check_fit(quotations[pk], seen.get(pk))
            require_within(by, "buy", worth_of(winners))
            award = cls.objects.create(rfq=rfq, user=by.user, note=note)
            award.keep_lines(winners)
            losers = [pk for pk in quotations if pk not in winners]
            positions = positions_of(losers, list(chain.from_iterable(winners.values())))
            # by supplier: whoever awards takes the next order numbers in the same turn, and nobody waits in a circle
            for pk, quotation in sorted(quotations.items(), key=lambda pair: pair[1].supplier_id):
                quotation.conclude(by) if pk in winners else lose(quotation, positions.get(pk, ""), reason, by)
            rfq.note_award(by)
        return award

    def keep_lines(self, winners: "dict[int, list[QuotationLine]]") -> None:
        rows = []
        for pk, lines in winners.items():
            for line in lines:
                assert line.rfq_line  # chosen_lines has looked
                quantity, amount = awarded_terms(line, line.rfq_line)
                values = {"rfq_line": line.rfq_line, "quantity": quantity, "amount": amount}
                rows.append(AwardLine(award=self, quotation_id=pk, line=line, **values))
        AwardLine.objects.bulk_create(rows)


class AwardLine(models.Model):
    """What of the request goes to whom, at which price for a unit (in the currency of the quotation)."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="lines")
    rfq_line = models.ForeignKey(RFQLine, models.PROTECT, related_name="+")
    quotation = models.ForeignKey(Quotation, models.PROTECT, related_name="awarded_lines")
    line = models.ForeignKey(QuotationLine, models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = _("awarded line")
        verbose_name_plural = _("awarded lines")
        constraints = [
            models.UniqueConstraint(fields=["award", "rfq_line"], name="award_line_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0, amount__gt=0), name="award_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.rfq_line} – {self.quotation}"


def lock_live(rfq: RFQ) -> dict[int, Quotation]:
    """Every live quotation on the request, locked in the order of their keys."""
    rows = Quotation.objects.live().filter(rfq=rfq).order_by("pk").select_for_update(no_key=True)
    found = {quotation.pk: quotation for quotation in rows}
    for quotation in found.values():
        quotation.rfq = rfq
    return found


def chosen_lines(rfq: RFQ, choices: Choices, quotations: dict[int, Quotation]) -> "dict[int, list[QuotationLine]]":
    """The chosen lines by their quotation; raises Refused for what cannot be chosen."""
    asked = {line.pk for line in rfq.current_lines()}
    currents = [quotation.current_id for quotation in quotations.values()]
    rows = QuotationLine.objects.filter(pk__in=choices.values(), version__in=currents)
    rows = rows.select_related("version", "rfq_line").prefetch_related("tiers")
    lines = {line.pk: line for line in rows}
    winners: dict[int, list[QuotationLine]] = defaultdict(list)
    for asked_pk, line_pk in choices.items():
        line = lines.get(line_pk)
        if line is None:
            raise WrongState(_("Another version is on the table now. Look at it before you decide."))
        if asked_pk not in asked or line.rfq_line_id != asked_pk or line.amount is None or line.quantity is None:
            raise Refused(_("This line cannot be awarded: there is no price for it."))
        winners[line.version.quotation_id].append(line)
    return dict(winners)


def worth_of(winners: "dict[int, list[QuotationLine]]") -> Money | None:
    """What is awarded in all, in the currency of the first line; None where a rate is missing."""
    total: Money | None = None
    for line in chain.from_iterable(winners.values()):
        assert line.rfq_line  # chosen_lines has looked
        quantity, amount = awarded_terms(line, line.rfq_line)
        value = Money(quantity * amount, line.version.currency)
        if total is None:
            total = value
        elif value.currency == total.currency:
            total += value
        elif (other := convert(value, total.currency.code)) is not None:
            total += other.money
        else:
            return None
    return total


def check_fit(quotation: Quotation, seen: int | None) -> None:
    if quotation.state == Quotation.State.COUNTERED:
        raise Refused(
            _("Your counter-offer to %(company)s is not answered yet. Wait, or award to others.")
            % {"company": quotation.supplier}
        )
    check_table(quotation, seen or 0, Quotation.State.SUBMITTED, Quotation.State.REVISED)


def positions_of(losers: list[int], chosen: list[QuotationLine]) -> dict[int, str]:
    """How each loser's prices stood beside the chosen ones, on the lines that it quoted as well."""
    versions = offered(losers)
    lines = lines_of(versions.values())
    return {pk: position_of(lines[version.pk], chosen) for pk, version in versions.items()}


def lose(quotation: Quotation, position: str, reason: str, by: Actor) -> None:
    """Declined, with how far the price was from the chosen ones: to the loser alone, and naming nobody."""
    quotation.price_band = position
    quotation.reject(reason if reason in Quotation.Reason.values else Quotation.Reason.OTHER_CHOSEN)
    record("quotation.declined", quotation, by=by)
