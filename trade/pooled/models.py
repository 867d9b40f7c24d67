"""A pool of capacity for one request: promises of parts, their split, the members' consent, one quotation.

Locks are taken in the order request, quotation, pool; whoever changes a promise holds the pool's.
"""

import hashlib
import json
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.models import Community, CommunityMember
from companies.models import Company
from offers.models import RFQ, RFQLine
from portal.core.actor import Actor
from portal.core.circles import circle_key
from portal.core.events import record
from portal.core.money import AmountField
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.units import is_counted, plain
from portal.core.units import quantity as in_words
from trade.pooled.permissions import can_lead_pool, can_open_pool, can_promise

if TYPE_CHECKING:
    from trade.models.quotation import Quotation
    from trade.models.version import QuotationVersion


class PoolQuerySet(models.QuerySet["CapacityPool"]):
    def visible_to(self, actor: Actor) -> "PoolQuerySet":
        """The active members' of its community, never the buyer's: it would read what its suppliers reckon."""
        if actor.company is None:
            return self.none()
        places = CommunityMember.objects.active().filter(company_id=actor.company_id).exclude(role="observer")
        requests = RFQ.objects.visible_to(actor).order_by()
        known = self.filter(community__in=places.values("community_id"), rfq__in=requests)
        return known.exclude(rfq__company_id=actor.company_id)

    def for_cards(self) -> "PoolQuerySet":
        rows = self.select_related("community", "rfq__company", "lead", "quotation")
        return rows.prefetch_related("lines__rfq_line", "members")

    def waiting_for(self, actor: Actor) -> "PoolQuerySet":
        """Those whose quotation waits for the acting company's consent."""
        own = PoolMember.objects.filter(pool=models.OuterRef("pk"), company_id=actor.company_id or 0, consent="")
        rows = self.visible_to(actor).filter(models.Exists(own), state=CapacityPool.State.SPLIT)
        return rows.filter(quotation__state__in=["draft", "approval"])


class CapacityPool(models.Model):
    """What members of `community` promise for `rfq`; `lead` quotes for all of them.

    Open → split (promises are fixed, the lead's draft is made, members consent) → sent, or cancelled.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Takes promises")
        SPLIT = "split", _("Waits for consent")
        SENT = "sent", _("Handed in")
        CANCELLED = "cancelled", _("Cancelled")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    community = models.ForeignKey(Community, models.PROTECT, related_name="pools")
    rfq = models.ForeignKey(RFQ, models.PROTECT, related_name="pools")
    lead = models.ForeignKey(Company, models.PROTECT, related_name="pools_led")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(_("what members should know"), max_length=4000, blank=True)
    until = models.DateTimeField(_("promises until"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    quotation = models.OneToOneField(
        "trade.Quotation", models.SET_NULL, null=True, blank=True, related_name="capacity_pool"
    )
    end_reason = models.CharField(_("reason"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("pooled answer")
        verbose_name_plural = _("pooled answers")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rfq", "lead"], condition=~Q(state="cancelled"), name="pool_one_a_request_and_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.rfq.title

    def get_absolute_url(self) -> str:
        return reverse("pools:detail", args=[self.community.slug, self.ref])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.until > timezone.now()

    @property
    def pill(self) -> dict[str, Any]:
        if self.is_open:
            return {"tone": "theirs", "label": str(self.get_state_display()), "until": self.until}
        tone = {"sent": "agreed", "split": "yours", "open": "theirs"}.get(self.state, "quiet")
        return {"tone": tone, "label": str(self.get_state_display())}

    # -- promising ----------------------------------------------------------------------------------------------

    @classmethod
    def open_for(cls, by: Actor, community: Community, rfq: RFQ, until: datetime, note: str = "") -> "CapacityPool":
        """The acting company leads a pool for this request; a second time it is the same one.

        Raises Refused for a request that is not for every member's eyes, or closes before `until`.
        """
        require(can_open_pool(by, community), _("Only members who sell may do this."))
        with locked(rfq):
            known = cls.objects.filter(rfq=rfq, lead=by.company).exclude(state=cls.State.CANCELLED).first()
            if known is not None:
                return known
            rfq.check_quotable(by)
            check_poolable(rfq, community)
            if not timezone.now() < until or (rfq.closes_at and until >= rfq.closes_at):
                raise Refused(_("Choose a time before the request closes: the quotation is still to be written."))
            pool = cls.objects.create(
                ref=new_ref("W"), community=community, rfq=rfq, lead=by.company, user=by.user, until=until, note=note
            )
            PoolLine.objects.bulk_create(
                PoolLine(pool=pool, rfq_line=line, needed=line.quantity, unit=line.unit)
                for line in rfq.current_lines()
                if line.quantity is not None
            )
            record("pool.opened", pool, by=by)
        return pool

    def promise(self, by: Actor, line_id: int, quantity: Decimal, cost: Decimal | None, days: int | None) -> None:
        """The acting company takes `quantity` of a line, at `cost` a unit (the request's currency), in `days`.

        Said again it replaces what was said; 0 takes it back. Raises Refused for more than is still needed.
        """
        with locked(self, self.State.OPEN):
            require(can_promise(by, self), _("Only members who sell take part."))
            if not self.is_open or not self.rfq.is_open:
                raise WrongState(_("The time for promises is over."))
            line = self.lines.filter(pk=line_id).first()
            if line is None:
                raise Refused(_("This line is not part of the request any more."))
            check_quantity(line, quantity)
            if quantity and (cost is None or cost <= 0):
                raise Refused(_("Say what a unit costs: the lead reckons with it, and nobody else reads it."))
            member, _new = self.members.get_or_create(company=by.company, defaults={"user": by.user})
            before = member.parts.filter(line=line).first()
            held = before.quantity if before else Decimal(0)
            left = line.needed - line.promised
            if quantity - held > left:
                words = in_words(left + held, line.unit)
                raise Refused(_("That is more than is still needed: up to %(left)s.") % {"left": words})
            values = {"quantity": quantity, "unit_cost": cost, "lead_time_days": days}
            if quantity:
                member.parts.update_or_create(line=line, defaults=values)
            else:
                member.parts.filter(line=line).delete()
            line.promised += quantity - held
            line.save(update_fields=["promised"])
            record("pool.promised", self, by=by)

    # -- closing, consent ---------------------------------------------------------------------------------------

    def close(self, by: Actor) -> "Quotation":
        """Open → split: the promises are the split, and the lead has a draft quotation with their sums.

        Its prices are the mean of the members' costs, rounded up: the lead adds its own work before handing in.
        """
        from trade.models.quotation import Quotation

        with transaction.atomic():
            quotation = Quotation.draft(by, rfq=self.rfq)
            with locked(self, self.State.OPEN):
                require(can_lead_pool(by, self), _("Only the lead closes the pool."))
                self.drop_outsiders()
                parts = list(PoolPart.objects.filter(member__pool=self).select_related("line__rfq_line", "member"))
                if not parts:
                    raise Refused(_("Nobody has promised anything yet."))
                if quotation.first_submitted_at is not None:
                    raise Refused(_("Your company has quoted on this request already."))
                rows = [joint_line(line.as_fields(), parts) for line in quotation.own_draft(by).all_lines()]
                days = max((part.lead_time_days or 0 for part in parts), default=0)
                terms: dict[str, Any] = {"lead_time_days": days or None, "note": self.words()}
                quotation.write(by, {**terms, "currency": self.rfq.currency}, rows)
                self.state, self.quotation, self.closed_at = self.State.SPLIT, quotation, timezone.now()
                self.save(update_fields=["state", "quotation", "closed_at", "updated_at"])
                record("pool.closed", self, by=by)
        return quotation

    def drop_outsiders(self) -> None:
        """Promises of companies that are members no longer do not count. To be called under the lock."""
        active = self.community.members.active().exclude(role="observer").filter(company__is_active=True)
        gone = self.members.exclude(company__in=active.values("company_id"))
        for part in PoolPart.objects.filter(member__in=gone).select_related("line"):
            PoolLine.objects.filter(pk=part.line_id).update(promised=F("promised") - part.quantity)
            part.delete()
        gone.delete()

    def words(self) -> str:
        """Who offers together, for the buyer: shares, no costs."""
        rows = [gettext("Offered jointly by:")]
        for member in self.sharing():
            shares = ", ".join(in_words(part.quantity, part.line.unit) for part in member.parts.all())
            rows.append(f"– {member.company}: {shares}")
        return "\n".join(rows)[:4000]

    def sharing(self) -> "list[PoolMember]":
        """The companies with a part, the largest first in the order of joining."""
        rows = self.members.filter(parts__isnull=False).distinct().select_related("company")
        return list(rows.prefetch_related("parts__line__rfq_line").order_by("pk"))

    def draft(self) -> "QuotationVersion | None":
        """What the members consent to now: the lead's unsent wording."""
        return self.quotation.unsent("supplier") if self.quotation else None

    def consent(self, by: Actor, digest: str, *, agrees: bool, reason: str = "") -> None:
        """The acting company's word on the wording it has read (`digest`); another one since raises WrongState."""
        with locked(self, self.State.SPLIT, self.State.SENT):
            member = self.members.filter(company_id=by.company_id, parts__isnull=False).first()
            require(member is not None and can_promise(by, self), _("Only companies with a part decide on this."))
            draft = self.draft()
            if draft is None or digest != digest_of(draft):
                raise WrongState(_("The lead has changed the quotation since. Read it again, and decide then."))
            if not agrees and not reason.strip():
                raise Refused(_("Say why, so that the lead can put it right."))
            assert member is not None
            member.consent = digest if agrees else ""
            member.consented_at = timezone.now() if agrees else None
            member.objection = "" if agrees else reason[:500]
            member.save(update_fields=["consent", "consented_at", "objection"])
            record("pool.consented" if agrees else "pool.objected", self, by=by)

    def missing_consents(self, draft: "QuotationVersion") -> list[str]:
        """The companies that have not consented to this very wording; the lead's own word is its handing in."""
        digest = digest_of(draft)
        waiting = [one for one in self.sharing() if one.company_id != self.lead_id and one.consent != digest]
        return [str(one.company) for one in waiting]

    def cancel(self, by: Actor, reason: str) -> None:
        """Open or split → cancelled, as long as nothing was handed in; the draft stays the lead's own."""
        if not reason.strip():
            raise Refused(_("Say why, in a sentence: those who promised have a right to know."))
        with locked(self, self.State.OPEN, self.State.SPLIT):
            require(can_lead_pool(by, self), _("Only the lead cancels the pool."))
            self.state, self.end_reason, self.closed_at = self.State.CANCELLED, reason[:500], timezone.now()
            self.quotation = None
            self.save(update_fields=["state", "end_reason", "closed_at", "quotation", "updated_at"])
            record("pool.cancelled", self, by=by)


class PoolLine(models.Model):
    """How much of a line of the request is `needed`, and `promised`: the sum of the parts, held by a trigger."""

    pool = models.ForeignKey(CapacityPool, models.CASCADE, related_name="lines")
    rfq_line = models.ForeignKey(RFQLine, models.PROTECT, related_name="+")
    needed = models.DecimalField(max_digits=14, decimal_places=3)
    promised = models.DecimalField(max_digits=14, decimal_places=3, default=Decimal(0))
    unit = models.CharField(max_length=3)

    class Meta:
        ordering = ["rfq_line__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "rfq_line"], name="pool_line_once"),
            models.CheckConstraint(condition=Q(promised__gte=0, promised__lte=F("needed")), name="pool_line_within"),
        ]

    def __str__(self) -> str:
        return str(self.rfq_line)

    @property
    def left(self) -> Decimal:
        return self.needed - self.promised


class PoolMember(models.Model):
    """A company in a pool; `consent` is the digest of the wording it agreed to, empty without its word."""

    pool = models.ForeignKey(CapacityPool, models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, models.PROTECT, related_name="pool_places")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    consent = models.CharField(max_length=64, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    objection = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pool", "company"], name="pool_member_once")]

    def __str__(self) -> str:
        return str(self.company)


class PoolPart(models.Model):
    """What one company takes of one line; `unit_cost`, in the request's currency, is for the lead's eyes only."""

    member = models.ForeignKey(PoolMember, models.CASCADE, related_name="parts")
    line = models.ForeignKey(PoolLine, models.CASCADE, related_name="parts")
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    unit_cost = AmountField()
    lead_time_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["line__rfq_line__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "line"], name="pool_part_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, unit_cost__gt=0), name="pool_part_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.quantity}"

    @property
    def plain_cost(self) -> str:
        """Without idle zeros."""
        return plain(self.unit_cost)


def may_pool(rfq: RFQ, community: Community) -> bool:
    """Whether every member of the community may read the request anyway."""
    open_to_all = rfq.audience in {RFQ.Audience.PUBLIC, RFQ.Audience.CHECKED}
    return open_to_all or rfq.circle == circle_key("community", community.pk)


def check_poolable(rfq: RFQ, community: Community) -> None:
    if not may_pool(rfq, community):
        raise Refused(_("This request is for invited suppliers only: it cannot be shown to others."))


def check_quantity(line: PoolLine, quantity: Decimal) -> None:
    if quantity < 0:
        raise Refused(_("Enter a quantity above 0, or 0 to take your promise back."))
    if is_counted(line.unit) and quantity % 1:
        raise Refused(_("Of this unit there are whole ones only."))


def joint_line(fields: dict[str, Any], parts: "list[PoolPart]") -> dict[str, Any]:
    """The line of the quotation for what was promised of it; without promises it stays without a price."""
    asked = fields["rfq_line"]
    own = [part for part in parts if asked is not None and part.line.rfq_line_id == asked.pk]
    quantity = sum((part.quantity for part in own), Decimal(0))
    if not quantity:
        return fields
    cost = sum((part.quantity * part.unit_cost for part in own), Decimal(0)) / quantity
    amount = cost.quantize(Decimal("0.01") if cost >= 1 else Decimal("0.0001"), rounding=ROUND_CEILING)
    return {**fields, "quantity": quantity, "amount": amount}


def digest_of(draft: "QuotationVersion") -> str:
    """Stands for what a wording offers: its lines, terms and papers, not who says it and beside which message."""
    words = json.loads(draft.canonical())
    for name in ("number", "side", "note", "respond_by"):
        words["terms"].pop(name)
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
