"""Who may report what, who decides, and who may appeal."""

from typing import TYPE_CHECKING, Any

from catalog.standing.permissions import can_review_of, others_who_review
from portal.core.actor import Actor

if TYPE_CHECKING:
    from catalog.reports.models import ReportCase


def can_report(actor: Actor, subject: Any) -> bool:
    """A person of a company in whatever role, in their own person; nobody what is of a company of theirs."""
    if actor.user is None or actor.company is None or actor.through is not None or not actor.company.is_active:
        return False
    return subject.company_id not in {actor.company_id, *(company.pk for company in actor.companies)}


def can_decide_report(actor: Actor, case: "ReportCase") -> bool:
    """Who judges listings, never of a firm they belong to; what more it takes is said with the kind of subject."""
    return can_review_of(actor, case.owner) and case.reportable.may_judge(actor, case)


def can_answer_report_appeal(actor: Actor, case: "ReportCase") -> bool:
    """Another pair of eyes than the one that decided, where the programme has another."""
    if not can_decide_report(actor, case):
        return False
    return case.decided_by_id != actor.user_id or not others_who_review(actor, case.owner).exists()


def can_appeal_report(actor: Actor, case: "ReportCase") -> bool:
    """Whoever may change the subject for its company; a person, not a key to the API."""
    return actor.user is not None and actor.acts_for(case.owner_id) and actor.may(case.power)
