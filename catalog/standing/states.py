"""The states of a product and the verbs that lead from one to another; the table is in docs/listings.md."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.permissions import can_edit_product
from catalog.standing.flags import ProductFlag, note_goods
from catalog.standing.permissions import can_review_listing, can_settle_appeal
from catalog.standing.reviews import ListingReview, person
from catalog.standing.seen import ListingChanged, mark_of
from catalog.standing.trust import needs_first_review
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked

if TYPE_CHECKING:
    from catalog.products import Product

SOON = timedelta(days=14)  # how long before its end a listing is said to end
NOT_YOURS = _("You may not change this company's products.")
NOT_JUDGED_BY_YOU = _("You may not judge this company's listings.")


def lasting(now: datetime | None = None) -> datetime | None:
    """Until when a listing holds that is confirmed now; None where listings do not expire (LISTING_DAYS=0)."""
    days = settings.LISTING_DAYS
    return (now or timezone.now()) + timedelta(days=days) if days else None


class Standing(models.Model):
    """How a product stands with buyers: `confirmed_at`, its firm last said that it holds; `expires_at`, its end."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        PUBLISHED = "published", _("Published")
        PAUSED = "paused", _("Paused")
        EXPIRED = "expired", _("Expired")
        REJECTED = "rejected", _("Rejected")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # what the product has besides
        company: Any
        reviews: Any
        flags: Any
        pk: Any
        _prefetched_objects_cache: dict[str, Any]

    @property
    def itself(self) -> "Product":
        """As what it is: nothing else takes this part in."""
        return cast("Product", self)

    # -- what it is ---------------------------------------------------------------------------------------------

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def expires_soon(self) -> bool:
        return bool(self.is_published and self.expires_at and self.expires_at < timezone.now() + SOON)

    @property
    def latest_review(self) -> ListingReview | None:
        return next(iter(self.reviews.all()), None)

    @property
    def verdict(self) -> ListingReview | None:
        """The last decision of staff, if there was one."""
        decided = {ListingReview.State.APPROVED, ListingReview.State.REVERSED, ListingReview.State.REJECTED}
        return next((review for review in self.reviews.all() if review.state in decided), None)

    @property
    def open_flags(self) -> list[ProductFlag]:
        return [flag for flag in self.flags.all() if flag.is_open]

    @property
    def reasons_for_review(self) -> list[str]:
        """Why it waits for staff, in words for its firm."""
        review = self.latest_review
        if self.state != self.State.IN_REVIEW or review is None:
            return []
        said = [_("It is among the first listings of your company, which nobody has checked yet.")]
        again = [_("It was rejected before, and somebody looks at what you changed.")]
        found = [flag.why for flag in self.open_flags if flag.kind == ProductFlag.Kind.GOODS]
        return [*map(str, said if review.is_first else []), *map(str, again if review.is_again else []), *found]

    # -- by its firm --------------------------------------------------------------------------------------------

    def publish(self, by: Actor) -> None:
        """Draft, paused, expired or rejected → published, or in review when staff have to look first.

        Raises PermissionDenied; WrongState when it is on the market or waits already; Refused for a rejected one that
        was not changed since.
        """
        state = self.State
        with locked(self, state.DRAFT, state.PAUSED, state.EXPIRED, state.REJECTED):
            require(can_edit_product(by, self.itself), NOT_YOURS)
            verdict = self.verdict
            if self.state == state.REJECTED and verdict and verdict.mark == self.seen_mark:
                raise Refused(_("Change what the reviewer names first, or appeal. Nothing was published."))
            self.go_public(by, "product.published")

    def pause(self, by: Actor) -> None:
        """Published or in review → paused: out of the market's sight, and out of the reviewers' queue."""
        with locked(self, self.State.PUBLISHED, self.State.IN_REVIEW):
            require(can_edit_product(by, self.itself), NOT_YOURS)
            self.withdraw()
            self.state = self.State.PAUSED
            self.save(update_fields=["state", "updated_at"])
            record("product.paused", self, by=by)

    def renew(self, by: Actor) -> None:
        """Published or expired: its firm says that it still holds. What has expired is looked over as if new."""
        with locked(self, self.State.PUBLISHED, self.State.EXPIRED):
            require(can_edit_product(by, self.itself), NOT_YOURS)
            self.go_public(by, "product.renewed")

    def appeal(self, by: Actor, words: str) -> None:
        """The firm's word on a rejection, once. Raises Refused for an empty one, WrongState for a second."""
        with locked(self, self.State.REJECTED):
            require(can_edit_product(by, self.itself), NOT_YOURS)
            review = self.verdict
            if review is None or not words.strip():
                raise Refused(_("The appeal is empty."))
            if not review.is_open_to_appeal:
                raise WrongState(_("Your company has appealed already. The programme will answer."))
            review.appeal_words, review.appealed_by, review.appealed_at = words, person(by), timezone.now()
            review.save(update_fields=["appeal_words", "appealed_by", "appealed_at"])
            record("product.appealed", self, by=by)

    # -- by staff -----------------------------------------------------------------------------------------------

    def approve(self, by: Actor, seen: str, words: str = "") -> None:
        """In review → published; its flags of goods are cleared. Raises ListingChanged when it is not as `seen`."""
        with locked(self, self.State.IN_REVIEW):
            require(can_review_listing(by, self.itself), NOT_JUDGED_BY_YOU)
            self.require_seen(seen)
            review = self.reviews.waiting().first() or ListingReview(product_id=self.pk)
            review.close(ListingReview.State.APPROVED, by, words=words, mark=seen)
            self.let_through(by)
            record("product.approved", self, by=by.as_staff())

    def reject(self, by: Actor, reason: str, words: str, seen: str, was: str = State.IN_REVIEW) -> None:
        """In review or published → rejected, with a reason of the list and words. Raises ListingChanged, Refused.

        `was` is the state that the reviewer saw: what a colleague approved meanwhile is not rejected by the way.
        """
        with locked(self, self.State.PUBLISHED if was == self.State.PUBLISHED else self.State.IN_REVIEW):
            require(can_review_listing(by, self.itself), NOT_JUDGED_BY_YOU)
            if reason not in ListingReview.Reason.values or not words.strip():
                raise Refused(_("Say in words what is wrong: the company reads them."))
            self.require_seen(seen)
            review = self.reviews.waiting().first() or ListingReview(product_id=self.pk)
            review.close(ListingReview.State.REJECTED, by, reason, words, seen)
            self.state = self.State.REJECTED
            self.save(update_fields=["state", "updated_at"])
            record("product.rejected", self, by=by.as_staff(), reason=reason)

    def settle_appeal(self, by: Actor, grants: bool, words: str, seen: str) -> None:
        """Answer an appeal: the rejection is reversed and the listing published, or it stays rejected.

        By somebody else than who rejected it, where there is somebody else. Raises ListingChanged when granted for
        something that is not as `seen`.
        """
        with locked(self, self.State.REJECTED):
            review = self.verdict
            require(bool(review and can_settle_appeal(by, review)), _("Somebody else has to answer this appeal."))
            if review is None or review.appealed_at is None or review.answered_at is not None:
                raise WrongState(_("There is no appeal that waits for an answer."))
            if not words.strip():
                raise Refused(_("Say in words what is wrong: the company reads them."))
            review.answer, review.answered_by, review.answered_at = words, person(by), timezone.now()
            if grants:
                self.require_seen(seen)
                review.state, review.mark = ListingReview.State.REVERSED, seen
                self.let_through(by)
            review.save()
            record("product.appeal_answered", self, by=by.as_staff(), granted=grants)

    # -- inside the lock of whoever calls -----------------------------------------------------------------------

    @property
    def seen_mark(self) -> str:
        return mark_of(self.itself)

    def require_seen(self, seen: str) -> None:
        if seen != self.seen_mark:
            raise ListingChanged(
                _("The company has changed this listing meanwhile. Look at it again; nothing was decided.")
            )

    def go_public(self, by: Actor, kind: str) -> None:
        """Onto the market with the event `kind`, or into the reviewers' queue."""
        verdict = self.verdict
        is_again = verdict is not None and not verdict.lets_through
        is_first = not (verdict and verdict.lets_through) and not self.is_published and needs_first_review(self.company)
        if note_goods(self.itself) or is_first or is_again:
            self.wait_for_review(by, is_first, is_again)
        else:
            self.go_on_the_market()
            record(kind, self, by=by)

    def go_on_the_market(self) -> None:
        self.state, self.published_at = self.State.PUBLISHED, self.published_at or timezone.now()
        self.save(update_fields=["state", "published_at", *self.confirm(), "updated_at"])

    def wait_for_review(self, by: Actor, is_first: bool = False, is_again: bool = False) -> None:
        self.state = self.State.IN_REVIEW
        self.save(update_fields=["state", *self.confirm(), "updated_at"])
        self.reviews.create(is_first=is_first, is_again=is_again, submitted_by=person(by))
        self._prefetched_objects_cache = {}
        record("product.submitted", self, by=by)

    def let_through(self, by: Actor) -> None:
        for flag in self.flags.of_goods().unresolved():
            flag.settle(by)
        self.go_on_the_market()

    def withdraw(self) -> None:
        for review in self.reviews.waiting():
            review.close(ListingReview.State.WITHDRAWN)

    def confirm(self) -> list[str]:
        """It holds as of now; the fields to save."""
        self.confirmed_at, self.expires_at = timezone.now(), lasting()
        return ["confirmed_at", "expires_at"]

    def look_over_edit(self, by: Actor) -> None:
        """After an edit: what staff should see is held; what held it and is gone lets it back onto the market."""
        if self.state not in {self.State.PUBLISHED, self.State.IN_REVIEW}:
            return
        held = bool(note_goods(self.itself))
        if self.is_published and held:
            self.wait_for_review(by)
        elif self.is_published:
            self.save(update_fields=self.confirm())
        elif not held and not self.reviews.waiting().filter(models.Q(is_first=True) | models.Q(is_again=True)).exists():
            self.withdraw()
            self.go_on_the_market()
            record("product.published", self, by=by)
