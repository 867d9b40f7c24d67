"""What follows from events in the cases of reports."""

from catalog.reports.models import ReportCase
from catalog.standing.reviews import ListingReview
from portal.core.events import Event, subscribe
from portal.core.states import locked


@subscribe("product.appeal_answered")
def carry_over(event: Event) -> None:
    """A product that was taken down has the appeal of any rejected listing: what came of it is kept here, too."""
    reviews = ListingReview.objects.filter(product_id=event.subject_id or 0, answered_at__isnull=False)
    for review in reviews.exclude(appeal_words=""):
        case = ReportCase.objects.filter(kind="product", trace=review.ref, answered_at=None).first()
        if case is None:
            continue
        with locked(case):
            case.appeal_words, case.appealed_by, case.appealed_at = (
                review.appeal_words,
                review.appealed_by,
                review.appealed_at,
            )
            case.keep_answer(review.state == ListingReview.State.REVERSED, review.answer, review.answered_by)
