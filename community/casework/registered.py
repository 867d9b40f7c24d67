"""What the matchmaking desk tells the rest: its tab, conversations, events in words, and what moves in a merger."""

from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.casework.models import Candidate, Case, CaseNote, CaseTask
from community.casework.permissions import can_keep_cases
from community.house import Tab, house_tab
from community.models import Community
from companies.account.personal import Rows, personal_data
from companies.activity import activity_words
from companies.merging import Moved, merges, move_rows
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.subjects import register_subject

house_tab(
    Tab(
        "cases",
        60,
        _("Matchmaking"),
        "community:cases",
        "link",
        lambda rules: bool(rules["may_moderate"] or (rules["own"] and rules["own"].is_active)),
        waiting=lambda community, actor: overdue(community, actor),
    )
)
register_subject("introduction", Candidate, lambda one: [one.case.company_id, one.company_id])
activity_words(
    "communities",
    {
        "case.begun": _("began a case of the matchmaking desk"),
        "case.changed": _("changed a case"),
        "case.candidate_added": _("put a company on the shortlist of a case"),
        "case.candidate_rejected": _("took a company off the shortlist of a case"),
        "case.introduced": _("introduced two companies to each other"),
        "case.answered": _("noted the answer to an introduction"),
        "case.noted": _("wrote a note to a case"),
        "case.ended": _("ended a case"),
        "case.reopened": _("took a case up again"),
        "case.consented": _("decided whether the figures of a case are counted and named"),
    },
)


def overdue(community: Community, actor: Actor) -> int:
    """For who keeps them; no query for others."""
    if not can_keep_cases(actor, community):
        return 0
    return Case.objects.filter(community=community, owner=actor.user).overdue().count()


@merges(
    "matchmaking",
    "community.case.company",
    "community.case.partner",
    "community.candidate.company",
)
def matchmaking(kept: Company, lost: Company) -> Moved:
    """Where both are on one shortlist the kept one's place counts; a case between the two has lost its other side."""
    own = Case.objects.filter(company=lost)
    Candidate.objects.filter(company=kept, case__in=own).delete()
    Candidate.objects.filter(company=lost, case__company=kept).delete()
    Candidate.objects.filter(company=lost, case__in=Candidate.objects.filter(company=kept).values("case")).delete()
    yield gettext("places on shortlists"), move_rows(Candidate.objects.filter(company=lost), "company", kept)
    Case.objects.filter(partner=lost).update(partner=kept)
    yield gettext("matchmaking cases"), own.update(company=kept)
    Case.objects.filter(company=F("partner")).update(partner=None)


@personal_data("matchmaking")
def written(user: User) -> Rows:
    """The notes and tasks they wrote, and the cases they have."""
    for note in CaseNote.objects.filter(user=user).select_related("case").order_by("pk"):
        yield {"case": note.case.ref, "note": note.body, "at": note.created_at}
    for task in CaseTask.objects.filter(user=user).select_related("case").order_by("pk"):
        yield {"case": task.case.ref, "task": task.text, "due": task.due_on, "at": task.created_at}
    for case in Case.objects.filter(Q(owner=user) | Q(consented_by=user)).order_by("pk"):
        yield {"case": case.ref, "title": case.title, "yours": case.owner_id == user.pk}
