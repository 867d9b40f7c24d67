"""One question to several suppliers at once; each gets an inquiry of its own and learns of no other."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from companies.models import Company
from offers.inquiry_limits import check_allowance, lock_sender
from offers.models.inquiry import Inquiry, check_recipient
from offers.models.inquiry_line import line_of_product, wish
from offers.permissions import can_ask_many
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

MOST_SUPPLIERS = 20


@dataclass
class Recipient:
    """A company to ask, and the products of it that are asked about (none: a general question)."""

    company: Company
    products: list[Product] = field(default_factory=list)

    @property
    def title(self) -> str:
        if not self.products:
            return gettext("General question")
        first, more = self.products[0].title[:240], len(self.products) - 1
        if not more:
            return first
        return ngettext("%(title)s and %(n)s more", "%(title)s and %(n)s more", more) % {"title": first, "n": more}


class InquiryBatchQuerySet(models.QuerySet["InquiryBatch"]):
    def of(self, actor: Actor) -> "InquiryBatchQuerySet":
        """The asking company's; none of those asked sees that there is one."""
        return self.filter(buyer_id=actor.company_id) if actor.company else self.none()

    def for_list(self) -> "InquiryBatchQuerySet":
        answered = models.Q(inquiries__answered_at__isnull=False)
        waiting = models.Q(inquiries__state__in=["sent", "asked"])
        return self.select_related("user").annotate(
            asked_count=models.Count("inquiries"),
            answered_count=models.Count("inquiries", filter=answered),
            waiting_count=models.Count("inquiries", filter=waiting),
        )


class InquiryBatch(models.Model):
    """What was the same for all; `skipped` says by name who was picked and could not be asked, and why."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    buyer = models.ForeignKey(Company, models.CASCADE, related_name="inquiry_batches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("about"), max_length=300)
    question = models.TextField(_("your questions"), max_length=8000)
    skipped = models.JSONField(default=list)
    form_token = models.UUIDField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = InquiryBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry to several")
        verbose_name_plural = _("inquiries to several")
        constraints = [models.UniqueConstraint(fields=["buyer", "form_token"], name="inquiry_batch_form_once")]
        indexes = [models.Index(fields=["buyer", "-id"], name="inquiry_batch_newest")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("offers:batch", args=[self.ref])

    @classmethod
    def send(
        cls,
        by: Actor,
        recipients: list[Recipient],
        question: str,
        form_token: uuid.UUID,
        wishes: dict[str, dict[str, Any]] | None = None,
        skipped: Iterable[tuple[str, str]] = (),
        files: Iterable[Any] = (),
        **shared: Any,
    ) -> "InquiryBatch":
        """All or nothing: one transaction, and the same form sent twice gives the first batch again.

        `wishes` has quantity, unit and target by a product's reference; `shared` what is the same for all (currency,
        delivery_country, delivery_on, incoterm). Who cannot be asked now is kept in `skipped`, the rest is asked.
        Raises Refused when nobody is left, for more than twenty, and beyond the day's limit.
        """
        require(can_ask_many(by), _("Your role may not send this inquiry."))
        papers = list(files)
        with transaction.atomic():
            lock_sender(by)
            known = cls.objects.filter(buyer=by.company, form_token=form_token).first()
            if known:
                return known
            asked, left_out = sift(by, recipients)
            left_out = [*skipped, *left_out]
            if not asked:
                raise Refused(_("None of these can be asked now. Nothing was sent."))
            check_allowance(by, len(asked))
            batch = cls(ref=new_ref("B"), buyer=by.company, user=by.user, question=question, form_token=form_token)
            batch.title = title_of(asked)
            batch.skipped = [{"name": str(name), "why": str(why)} for name, why in left_out]
            batch.save()
            for one in asked:
                batch.ask(by, one, wishes or {}, papers, shared)
            record("inquiry_batch.sent", batch, by=by, asked=len(asked))
        return batch

    def ask(self, by: Actor, one: Recipient, wishes: dict[str, Any], files: list[Any], shared: dict[str, Any]) -> None:
        currency = shared.get("currency", "")
        wished = {product.ref: wishes.get(product.ref, {}) for product in one.products}
        rows = [{"quantity": None, "unit": "", "target": None, **wished[product.ref]} for product in one.products]
        lines = [
            line_of_product(product, **wish(row["quantity"], row["unit"] or product.unit, row["target"], currency))
            for product, row in zip(one.products, rows, strict=True)
        ]
        first = lines[0] if len(lines) == 1 else None
        Inquiry.put_in(
            by,
            one.company,
            self.form_token,
            files,
            lines=lines,
            batch=self,
            title=one.title[:300],
            question=self.question,
            product=one.products[0] if one.products else None,
            quantity=first.quantity if first else None,
            unit=first.unit if first else "",
            target_amount=first.target_amount if first else None,
            currency=first.target_currency if first else "",
            delivery_country=shared.get("delivery_country", ""),
            delivery_on=shared.get("delivery_on"),
            incoterm=shared.get("incoterm", ""),
        )

    def remind(self, by: Actor) -> int:
        """All that have waited two days; returns how many. Raises Refused when there is none."""
        require(can_ask_many(by) and by.acts_for(self.buyer_id), _("Your role may not ask in this inquiry."))
        with locked_batch(self):
            waiting = [one for one in self.inquiries.select_related("offer").order_by("pk") if one.may_be_reminded]
            if not waiting:
                raise Refused(_("Nobody can be reminded now: it takes two days of waiting, and twice is enough."))
            for one in waiting:
                one.remind(by)
        return len(waiting)

    def close_all(self, by: Actor, reason: str = "") -> int:
        """Close what is open; returns how many. Raises WrongState when all are closed."""
        require(can_ask_many(by) and by.acts_for(self.buyer_id), _("Your role may not close this inquiry."))
        with locked_batch(self):
            still = list(self.inquiries.select_related("offer").exclude(state=Inquiry.State.CLOSED).order_by("pk"))
            if not still:
                raise WrongState(_("All of these are closed already. Nothing was done twice."))
            for one in still:
                one.close(by, reason)
        return len(still)


def locked_batch(batch: InquiryBatch) -> Any:
    return locked(batch)


def sift(by: Actor, recipients: list[Recipient]) -> tuple[list[Recipient], list[tuple[str, str]]]:
    """Who can be asked now, and who cannot with the reason; each company once."""
    asked: dict[int, Recipient] = {}
    left_out: list[tuple[str, str]] = []
    for one in recipients:
        if by.acts_for(one.company.pk):
            left_out.append((one.company.name, gettext("this is your own company")))
            continue
        if known := asked.get(one.company.pk):
            known.products += [product for product in one.products if product not in known.products]
            continue
        try:
            check_recipient(by, one.company, None)
        except Refused as problem:
            left_out.append((one.company.name, str(problem.message)))
            continue
        if len(asked) == MOST_SUPPLIERS:
            words = gettext("%(most)s suppliers are asked at once, no more") % {"most": MOST_SUPPLIERS}
            left_out.append((one.company.name, words))
            continue
        asked[one.company.pk] = one
    return list(asked.values()), left_out


def title_of(asked: list[Recipient]) -> str:
    """Of the batch: the first product's, with how many suppliers."""
    named = next((one.title for one in asked if one.products), asked[0].title)
    return named[:300]
