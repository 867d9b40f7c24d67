"""What became of a listing: its reviews as a timeline, for its firm and for staff."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from catalog.standing.reviews import ListingReview

if TYPE_CHECKING:
    from catalog.products import Product


def history_of(product: "Product") -> list[dict[str, Any]]:
    """The newest first."""
    entries = [entry for review in product.reviews.all() for entry in entries_of(review)]
    return sorted(entries, key=lambda entry: entry["at"], reverse=True)


def entries_of(review: ListingReview) -> list[dict[str, Any]]:
    state, rows = ListingReview.State, []
    if review.answered_at:
        title = _("Appeal granted") if review.state == state.REVERSED else _("Appeal not granted")
        rows.append({"at": review.answered_at, "title": title, "text": review.answer, "tone": "done"})
    if review.appealed_at:
        rows.append({"at": review.appealed_at, "title": _("The company appealed"), "text": review.appeal_words})
    if review.decided_at:
        rows.append({"at": review.decided_at, "title": decision(review), "text": review.words})
    return [*rows, {"at": review.submitted_at, "title": _("Handed in for review")}]


def decision(review: ListingReview) -> str:
    if review.reason:
        return _("Rejected: %(reason)s") % {"reason": review.get_reason_display()}
    return _("Approved") if review.lets_through else _("Withdrawn")
