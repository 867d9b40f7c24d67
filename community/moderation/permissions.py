"""Who reports, who decides, and who answers an appeal."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from community.permissions import can_moderate_community, can_run_community, may_judge_communities
from companies.models import Company, Membership
from companies.permissions import POWERS
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.models import Community
    from community.moderation.models import CaseAppeal, ModerationCase

WRITERS = [role for role, powers in POWERS.items() if "join_communities" in powers]


def can_report_content(actor: Actor, company: Company) -> bool:
    """A person of a company in whatever role, in their own person; nobody what a company of theirs wrote."""
    if actor.user is None or actor.company is None or actor.through is not None or not actor.company.is_active:
        return False
    return company.pk not in own(actor)


def own(actor: Actor) -> set[Any]:
    return {actor.company_id, *(company.pk for company in actor.companies)}


def moderates(actor: Actor, community: "Community") -> bool:
    """A person, in their own person: no key to the API judges what people write."""
    return actor.user is not None and actor.through is None and can_moderate_community(actor, community)


def is_own(actor: Actor, case: "ModerationCase") -> bool:
    """What they or a company of theirs wrote."""
    return case.company_id in own(actor) or (case.user_id is not None and case.user_id == actor.user_id)


def can_decide_case(actor: Actor, case: "ModerationCase") -> bool:
    """Moderators and stewards of the community, and the programme; nobody of what is their own."""
    if is_own(actor, case):
        return False
    return moderates(actor, case.community) or may_judge_communities(actor)


def can_remove_company(actor: Actor, case: "ModerationCase") -> bool:
    """Who runs the community says who is in it."""
    return can_run_community(actor, case.community) and can_decide_case(actor, case)


def can_appeal_case(actor: Actor, case: "ModerationCase") -> bool:
    """Whoever takes part in communities for the company whose words they were; a person."""
    return actor.user is not None and actor.acts_for(case.company_id) and actor.may("join_communities")


def can_answer_case_appeal(actor: Actor, appeal: "CaseAppeal") -> bool:
    """Another person than the one that decided, where there is another; the second time, the programme."""
    case = appeal.case
    if is_own(actor, case):
        return False
    by_staff = appeal.is_for_programme
    if not (may_judge_communities(actor) if by_staff else moderates(actor, case.community)):
        return False
    judged = appeal.judged_before()
    if actor.user_id not in judged:
        return True
    return not (other_staff(case, judged) if by_staff else other_moderators(case, judged)).exists()


def other_moderators(case: "ModerationCase", judged: set[int]) -> Any:
    """People who moderate the community, may decide on this case, and have not yet."""
    places = case.community.members.active().filter(role__in=["steward", "moderator"], company__is_active=True)
    people = Membership.objects.filter(company__in=places.values("company_id"), role__in=WRITERS, user__is_active=True)
    people = people.exclude(company_id=case.company_id).exclude(user_id__in=judged)
    return people.exclude(user__memberships__company_id=case.company_id)


def other_staff(case: "ModerationCase", judged: set[int]) -> Any:
    direct = Q(user_permissions__codename="judge_communities", user_permissions__content_type__app_label="community")
    grouped = Q(
        groups__permissions__codename="judge_communities",
        groups__permissions__content_type__app_label="community",
    )
    staff = get_user_model()._default_manager.filter(is_staff=True, is_active=True).exclude(pk__in=judged)
    staff = staff.filter(direct | grouped | Q(is_superuser=True))
    return staff.exclude(memberships__company_id=case.company_id)


def can_read_log(actor: Actor, community: "Community") -> bool:
    return (actor.through is None and can_run_community(actor, community)) or may_judge_communities(actor)
