"""What belongs to a request for quotation: its lines, papers, suppliers, questions and earlier wordings."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from companies.models import Company
from offers.models.rfq import RFQ
from offers.models.rfq_limits import INVITED_AT_ONCE, MATCHED_AT_ONCE, check_asking_limit
from offers.permissions import can_ask_about_rfq, can_manage_rfq, can_quote_on_rfq
from offers.requirements import Requirement
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.stored import keeps_files
from portal.core.units import plain
from portal.core.uploads import forget_file

MOST_DOCUMENTS = 20  # of a request


class RFQLine(models.Model):
    """One thing that is needed. Prices are asked for `quantity`, and for each of `more_quantities` as well.

    `requirements` are rows as in offers/requirements.py; `more_quantities` decimals as strings, in the same unit
    (UN/CEFACT Recommendation 20); `target_amount` is for one unit, in the request's currency.
    """

    rfq = models.ForeignKey(RFQ, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("what you need"), max_length=200)
    text = models.TextField(_("details"), max_length=4000, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    more_quantities = models.JSONField(default=list, blank=True)
    target_amount = AmountField(verbose_name=_("target price per unit"), null=True, blank=True)
    requirements = models.JSONField(default=list, blank=True)
    is_dropped = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("line of a request")
        verbose_name_plural = _("lines of requests")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="rfq_line_quantity_positive"),
            models.CheckConstraint(condition=models.Q(target_amount__gt=0), name="rfq_line_target_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def quantities(self) -> list[Decimal]:
        """The one that counts first, then the others, ascending."""
        more = sorted({Decimal(one) for one in self.more_quantities} - {self.quantity})
        return [self.quantity, *more] if self.quantity is not None else []

    @property
    def target_price(self) -> Money | None:
        return None if self.target_amount is None else Money(self.target_amount, self.rfq.currency)

    @property
    def required(self) -> list[Requirement]:
        return [
            Requirement(one["name"], one["operator"], tuple(one["values"]), one["unit"]) for one in self.requirements
        ]

    def snapshot(self) -> dict[str, Any]:
        """What it says, as JSON."""
        shown = {name: getattr(self, name) for name in ("title", "text", "hs_code", "unit", "requirements")}
        return {
            **shown,
            "line": self.pk,
            "quantities": [plain(one) for one in self.quantities],
            "target_amount": plain(self.target_amount),
        }


@keeps_files(_("Documents of requests"), owner="rfq__company_id")
class RFQDocument(models.Model):
    """A drawing, a specification, a picture: read by those who may see the request, through a view that asks."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    rfq = models.ForeignKey(RFQ, models.CASCADE, related_name="documents")
    line = models.ForeignKey(RFQLine, models.SET_NULL, null=True, blank=True, related_name="documents")
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), upload_to="rfqs/", storage=private_files)
    size = models.PositiveIntegerField(editable=False)  # bytes
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("document of a request")
        verbose_name_plural = _("documents of requests")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def file_title(self) -> str:
        """What it is called when it is saved."""
        return f"{self.title}{PurePath(self.file.name or '').suffix}"

    @classmethod
    def attach(cls, rfq: RFQ, title: str, file: Any, by: Actor) -> None:
        """Add a paper to a draft; to an open request it comes by `RFQ.amend`."""
        with locked(rfq, RFQ.State.DRAFT):
            require(can_manage_rfq(by, rfq), _("You may not change this request."))
            cls.add(rfq, title, file)
            record("rfq.changed", rfq, by=by)

    @classmethod
    def detach(cls, rfq: RFQ, ref: str, by: Actor) -> None:
        """Take a paper out of a draft; one that is gone already is no mistake."""
        with locked(rfq, RFQ.State.DRAFT):
            require(can_manage_rfq(by, rfq), _("You may not change this request."))
            for paper in rfq.documents.filter(ref=ref):
                forget_file(paper.file)
                paper.delete()
                record("rfq.changed", rfq, by=by)

    @classmethod
    def add(cls, rfq: RFQ, title: str, file: Any) -> None:
        """To be called under the request's lock."""
        if rfq.documents.count() >= MOST_DOCUMENTS:
            raise Refused(gettext("A request takes up to %(most)s documents.") % {"most": MOST_DOCUMENTS})
        rfq.documents.create(ref=new_ref("D"), title=title[:160], file=file, size=file.size)


class RFQSupplier(models.Model):
    """A supplier's part in a request: invited by name, proposed by the portal (with reasons), or one that quotes."""

    rfq = models.ForeignKey(RFQ, models.CASCADE, related_name="suppliers")
    company = models.ForeignKey(Company, models.CASCADE, related_name="rfqs_received")
    is_invited = models.BooleanField(default=False)
    is_matched = models.BooleanField(default=False)
    is_bidder = models.BooleanField(default=False)  # has handed in a quotation, withdrawn since or not
    has_quotation = models.BooleanField(default=False)  # has one that was not withdrawn
    score = models.PositiveSmallIntegerField(default=0)  # how well it fits, for the order of proposals
    reasons = models.JSONField(default=list, blank=True)  # codes and values; offers/matching.py has their words
    told_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)  # "we do not quote on this"
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("supplier of a request")
        verbose_name_plural = _("suppliers of requests")
        constraints = [models.UniqueConstraint(fields=["rfq", "company"], name="rfq_supplier_once")]
        indexes = [models.Index(fields=["company", "-rfq"], name="rfq_supplier_of_company")]

    def __str__(self) -> str:
        return f"{self.rfq} – {self.company}"

    @property
    def may_be_told(self) -> bool:
        """Whether a notice may still go out: not told yet, has not passed or quoted."""
        return self.told_at is None and self.passed_at is None and not self.is_bidder

    @classmethod
    def invite(cls, rfq: RFQ, companies: "Sequence[Company]", by: Actor) -> None:
        """Make these the invited ones of a draft; to a published request they are added, and told.

        Raises Refused for more than may be invited, and for the buyer itself.
        """
        with locked(rfq, RFQ.State.DRAFT, *RFQ.TAKING):
            require(can_manage_rfq(by, rfq), _("You may not change this request."))
            ids = {company.pk for company in companies} - {rfq.company_id}
            invited = set(rfq.suppliers.filter(is_invited=True).values_list("company_id", flat=True))
            wanted = ids if rfq.is_draft else invited | ids
            if len(wanted) > INVITED_AT_ONCE:
                raise Refused(_("Invite up to %(most)s suppliers by name.") % {"most": INVITED_AT_ONCE})
            if rfq.is_draft:
                rfq.suppliers.filter(is_invited=True).exclude(company_id__in=wanted).update(is_invited=False)
            for pk in sorted(wanted - invited):
                row, _is_new = cls.objects.update_or_create(rfq=rfq, company_id=pk, defaults={"is_invited": True})
                if not rfq.is_draft:
                    row.tell("rfq.invited", by)

    @classmethod
    def match(cls, rfq: RFQ, proposed: "Sequence[tuple[int, int, list[Any]]]", by: Actor) -> None:
        """Make these, (company, score, reasons), the proposed ones of a draft; they are told when it is published."""
        with locked(rfq, RFQ.State.DRAFT):
            require(can_manage_rfq(by, rfq), _("You may not change this request."))
            chosen = {pk: (score, reasons) for pk, score, reasons in proposed[:MATCHED_AT_ONCE]}
            rfq.suppliers.filter(is_matched=True).exclude(company_id__in=chosen).update(is_matched=False)
            for pk, (score, reasons) in chosen.items():
                values = {"is_matched": True, "score": score, "reasons": reasons}
                cls.objects.update_or_create(rfq=rfq, company_id=pk, defaults=values)

    def tell(self, kind: str, by: Actor | None = None) -> None:
        """Let the supplier hear of the request, once. To be called inside a transaction."""
        self.told_at = timezone.now()
        self.save(update_fields=["told_at"])
        record(kind, self, by=by)

    @classmethod
    def pass_on(cls, rfq: RFQ, by: Actor) -> None:
        """The acting company does not quote on this. Again changes nothing; quoting later is still possible."""
        with locked(rfq, *RFQ.TAKING):
            require(can_quote_on_rfq(by, rfq), _("This request is not open to your company."))
            row, _is_new = cls.objects.get_or_create(rfq=rfq, company_id=by.company_id)
            if row.passed_at is None:
                row.passed_at = timezone.now()
                row.save(update_fields=["passed_at"])
                record("rfq.passed", row, by=by)


class RFQRevision(models.Model):
    """How the request read before a change, with the buyer's note on it."""

    rfq = models.ForeignKey(RFQ, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()  # the revision that the change led to
    is_material = models.BooleanField(default=False)
    note = models.CharField(_("what changes, and why"), max_length=1000, blank=True)
    before = models.JSONField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a request")
        verbose_name_plural = _("changes of requests")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.rfq} {self.number}"


class RFQQuestionQuerySet(models.QuerySet["RFQQuestion"]):
    def visible_to(self, actor: Actor) -> "RFQQuestionQuerySet":
        """Everybody who sees the request sees what was asked and answered; who asked, only buyer and asker."""
        return self.filter(rfq__in=RFQ.objects.visible_to(actor).order_by())

    def unanswered(self) -> "RFQQuestionQuerySet":
        return self.filter(answered_at=None)


class RFQQuestion(models.Model):
    """A supplier's question, and the buyer's answer, read by all who may quote so that nobody knows more.

    `is_blocking`: the supplier cannot quote before it is answered, and the request says “information needed”.
    """

    rfq = models.ForeignKey(RFQ, models.CASCADE, related_name="questions")
    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("question"), max_length=2000)
    is_blocking = models.BooleanField(_("we cannot quote before this is answered"), default=False)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RFQQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a request")
        verbose_name_plural = _("questions about requests")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @classmethod
    def ask(cls, rfq: RFQ, text: str, by: Actor, is_blocking: bool = False) -> "RFQQuestion":
        """A question of the acting company; the same words again are the same question.

        Raises Refused when the request takes no quotations any more, or the company has asked as much as it may.
        """
        if not text.strip():
            raise Refused(_("The question is empty."))
        with locked(rfq, *rfq.TAKING):
            require(can_ask_about_rfq(by, rfq), _("This request is not open to your company."))
            if not rfq.is_open:
                raise Refused(_("The time for quotations is over, and for questions too."))
            twin = rfq.questions.filter(company_id=by.company_id, text=text).first()
            if twin is not None:
                return twin
            check_asking_limit(rfq, by.company_id)
            question = rfq.questions.create(
                ref=new_ref("K"), company=by.company, user=by.user, text=text, is_blocking=is_blocking
            )
            record("rfq.asked", question, by=by)
            rfq.settle_information()
        return question

    def reply(self, answer: str, by: Actor) -> None:
        """Answered once, for all to read; a better answer later is a change of the request."""
        if not answer.strip():
            raise Refused(_("The answer is empty."))
        with locked(self.rfq, *RFQ.DECIDABLE):
            require(can_manage_rfq(by, self.rfq), _("You may not answer for this company."))
            with locked(self):
                if self.answered_at is not None:
                    raise Refused(_("A colleague has answered this question already."))
                self.answer, self.answered_at, self.answered_by = answer, timezone.now(), by.user
                self.save(update_fields=["answer", "answered_at", "answered_by"])
            record("rfq.question_answered", self, by=by)
            self.rfq.settle_information()
