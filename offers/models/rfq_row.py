"""What is kept of a request for quotation, and what can be asked of it; its verbs are in offers/models/rfq.py."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.models import Category
from companies.models import Company
from offers.models.rfq_rows import DECIDABLE, PUBLISHED, TAKING, Audience, Closing, State
from portal.core.money import CurrencyField


class RFQRow(models.Model):
    """The columns of a request, what the database holds them to, and its standing."""

    State, Audience, Closing = State, Audience, Closing
    TAKING, DECIDABLE, PUBLISHED = TAKING, DECIDABLE, PUBLISHED

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="rfqs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("what suppliers should know"), max_length=8000, blank=True)
    language = models.CharField(max_length=8, default="en")
    category = models.ForeignKey(Category, models.PROTECT, related_name="rfqs", verbose_name=_("category"))
    currency = CurrencyField(verbose_name=_("currency of the quotations"))
    incoterm = models.CharField(_("Incoterm wished"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    delivery_country = models.CharField(_("country of delivery"), max_length=2, blank=True)
    delivery_place = models.CharField(_("place of delivery"), max_length=120, blank=True)
    deliver_by = models.DateField(_("delivery wished by"), null=True, blank=True)
    audience = models.CharField(_("who may quote"), max_length=8, choices=Audience, default=Audience.PUBLIC)
    min_tier = models.PositiveSmallIntegerField(_("checked at least to"), choices=Company.Tier, null=True, blank=True)
    circle = models.CharField(max_length=40, blank=True)
    closing = models.CharField(_("closes"), max_length=6, choices=Closing, default=Closing.TIME)
    closes_at = models.DateTimeField(_("quotations until"), null=True, blank=True)
    closes_after = models.PositiveSmallIntegerField(_("number of quotations"), null=True, blank=True)
    decide_by = models.DateField(_("decision by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=18, choices=State, default=State.DRAFT)
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    review_note = models.CharField(_("what our staff ask for"), max_length=1000, blank=True)
    end_reason = models.CharField(_("reason"), max_length=1000, blank=True)
    form_token = models.UUIDField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # The closing time of which people were reminded: an extended request reminds them again.
    reminded_of = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        verbose_name = _("request for quotation")
        verbose_name_plural = _("requests for quotation")
        permissions = [("review_rfq", "Can review requests for quotation")]
        constraints = [
            models.UniqueConstraint(fields=["company", "form_token"], name="rfq_form_once"),
            models.CheckConstraint(
                condition=Q(audience="checked", min_tier__gte=1) | ~Q(audience="checked") & Q(min_tier=None),
                name="rfq_tier_with_checked",
            ),
            models.CheckConstraint(
                condition=Q(audience="circle") & ~Q(circle="") | ~Q(audience="circle") & Q(circle=""),
                name="rfq_circle_with_audience",
            ),
            models.CheckConstraint(
                condition=Q(closing="time", closes_after=None) | ~Q(closing="time") & Q(closes_after__gt=0),
                name="rfq_count_with_closing",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=False, published_at__isnull=False)
                | Q(state__in=["draft", "in_review", "cancelled"]),
                name="rfq_published_has_end",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="rfq_newest"),
            models.Index(fields=["company", "-updated_at", "-id"], name="rfq_company"),
            models.Index(
                fields=["closes_at"], name="rfq_closing", condition=Q(state__in=["open", "information_needed"])
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rfqs:detail", args=[self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state in self.PUBLISHED

    @property
    def is_open(self) -> bool:
        """Whether it takes quotations now: by its state, and by the clock even before the job has marked it."""
        return self.state in self.TAKING and self.closes_at is not None and self.closes_at > timezone.now()

    @property
    def is_decidable(self) -> bool:
        return self.state in self.DECIDABLE

    @property
    def is_for_all(self) -> bool:
        return self.audience in {self.Audience.PUBLIC, self.Audience.CHECKED}

    def parties_to_talk(self) -> list[int]:
        return [self.company_id]

    @property
    def pill(self) -> dict[str, str]:
        """How the state is told in one word: `tone` and `label`."""
        if self.is_open and self.closes_at:
            left = self.closes_at - timezone.now()
            tone = "theirs" if left < timedelta(days=3) else "agreed"
            return {"tone": tone, "label": time_left(left)}
        state = self.State.EVALUATING if self.state in self.TAKING else self.state
        tones: dict[str, str] = {State.AWARDED: "agreed", State.EVALUATING: "theirs", State.IN_REVIEW: "theirs"}
        return {"tone": tones.get(state, "quiet"), "label": str(State(state).label)}


def time_left(left: timedelta) -> str:
    """`3 days left`, `5 hours left`, as a closing time nears."""
    if left.days >= 1:
        return ngettext("%(days)s day left", "%(days)s days left", left.days) % {"days": left.days}
    hours = max(1, left.seconds // 3600)
    return ngettext("%(hours)s hour left", "%(hours)s hours left", hours) % {"hours": hours}
