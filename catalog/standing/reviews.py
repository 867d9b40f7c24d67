"""Reviews: why a listing waits for staff, what they decided, and what its firm said to it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.refs import new_ref

if TYPE_CHECKING:
    from companies.models import User


def review_ref() -> str:
    return new_ref("L")


class ListingReviewQuerySet(models.QuerySet["ListingReview"]):
    def waiting(self) -> "ListingReviewQuerySet":
        return self.filter(state=ListingReview.State.WAITING)

    def approving(self) -> "ListingReviewQuerySet":
        """Those by which staff have let the listing onto the market."""
        return self.filter(state__in=[ListingReview.State.APPROVED, ListingReview.State.REVERSED])

    def appealed(self) -> "ListingReviewQuerySet":
        """Rejections whose appeal waits for an answer; a listing that was handed in anew meanwhile needs none."""
        rows = self.filter(state=ListingReview.State.REJECTED, answered_at=None, product__state="rejected")
        return rows.exclude(appealed_at=None)


class ListingReview(models.Model):
    """One look at a listing: waiting → approved, rejected or withdrawn; a rejection may be reversed on appeal.

    The rows of a product are its history. `mark` stands for what the reviewer saw (standing/seen.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        REVERSED = "reversed", _("Reversed on appeal")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Reason(models.TextChoices):
        PROHIBITED = "prohibited", _("Goods that may not be traded here")
        COUNTERFEIT = "counterfeit", _("Imitation of a brand, or rights of others")
        MISLEADING = "misleading", _("Text or pictures mislead")
        INCOMPLETE = "incomplete", _("Too little to tell what is sold")
        CATEGORY = "category", _("Wrong category")
        PRICE = "price", _("The price cannot be meant")
        DUPLICATE = "duplicate", _("The same as another listing of yours")
        OTHER = "other", _("Another reason")

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="reviews")
    ref = models.CharField(max_length=16, unique=True, editable=False, default=review_ref)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    is_first = models.BooleanField(default=False)  # a first listing of a firm that nobody has checked
    is_again = models.BooleanField(default=False)  # rejected before, and handed in anew
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    words = models.TextField(_("what the company is told"), max_length=2000, blank=True)
    mark = models.CharField(max_length=32, blank=True)
    appeal_words = models.TextField(_("appeal"), max_length=4000, blank=True)
    appealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appealed_at = models.DateTimeField(null=True)
    answer = models.TextField(_("answer to the appeal"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ListingReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a listing")
        verbose_name_plural = _("reviews of listings")
        ordering = ["-pk"]
        permissions = [("review_listing", "Can review listings")]
        constraints = [
            models.UniqueConstraint(fields=["product"], condition=Q(state="waiting"), name="review_one_waiting"),
            models.CheckConstraint(
                condition=~Q(state__in=("rejected", "reversed")) | ~Q(reason=""), name="review_rejected_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None, appeal_words="") | (Q(appealed_at__isnull=False) & ~Q(appeal_words="")),
                name="review_appeal_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(appealed_at__isnull=False), name="review_answer_to_appeal"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "withdrawn")) | Q(decided_at__isnull=False),
                name="review_decided_when",
            ),
        ]
        indexes = [
            models.Index(fields=["submitted_at", "id"], name="review_queue", condition=Q(state="waiting")),
            models.Index(
                fields=["appealed_at"], name="review_appeals", condition=Q(appealed_at__isnull=False, answered_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.get_state_display()}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def lets_through(self) -> bool:
        return self.state in {self.State.APPROVED, self.State.REVERSED}

    @property
    def is_open_to_appeal(self) -> bool:
        return self.state == self.State.REJECTED and self.appealed_at is None

    @property
    def advice(self) -> Any:
        """What the firm can do now, in words."""
        return ADVICE.get(self.reason, "")

    def close(self, state: str, by: Actor | None = None, reason: str = "", words: str = "", mark: str = "") -> None:
        """Written under the lock of the product."""
        self.state, self.reason, self.words, self.mark = state, reason, words, mark
        self.decided_by, self.decided_at = person(by), timezone.now()
        self.save()


def person(by: Actor | None) -> "User | None":
    """The person who acts; none for a key to the API or for the clock."""
    return by.user if by else None


R = ListingReview.Reason
ADVICE: dict[str, Any] = {
    R.PROHIBITED: _("Take out what may not be traded here, or say in an appeal why these goods are allowed."),
    R.COUNTERFEIT: _("Offer your own brand, or show in an appeal that you may sell this one."),
    R.MISLEADING: _("Describe and show just the goods that you deliver, then publish the listing anew."),
    R.INCOMPLETE: _("Add what it is, of what material and size, with a picture, then publish the listing anew."),
    R.CATEGORY: _("Choose the category in which a buyer would look for it, then publish the listing anew."),
    R.PRICE: _("Correct the price, its currency or its unit, then publish the listing anew."),
    R.DUPLICATE: _("Keep one of the two listings, or say in this one how it differs."),
    R.OTHER: _("Change what the reviewer names, then publish the listing anew."),
}
