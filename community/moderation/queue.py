"""The queue of cases, the same for one community and for the programme: what stands in it, and how it is narrowed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Community
from community.moderation.forms import CaseAnswerForm, QueueForm, TakeBackForm, VerdictForm
from community.moderation.models import CaseAppeal, ModerationCase, ModerationCaseQuerySet
from community.moderation.permissions import can_answer_case_appeal, can_decide_case, is_own, own
from portal.core.actor import Actor

APPEALED = "appealed"
SHOWN = 50
LOOKED_AT = 20  # appeals; more than these wait nowhere for long


def to_answer(actor: Actor, cases: ModerationCaseQuerySet, by_programme: bool = False) -> list[CaseAppeal]:
    """Appeals of these cases that wait for this person, the oldest first; not those that somebody else answers."""
    rows = waiting_appeals(cases, by_programme)[:LOOKED_AT]
    return [one for one in rows if can_answer_case_appeal(actor, one)]


def waiting_appeals(cases: ModerationCaseQuerySet, by_programme: bool = False) -> QuerySet[CaseAppeal]:
    waiting = cases.appealed(by_programme=by_programme)
    rows = CaseAppeal._default_manager.filter(case__in=waiting.values("pk"), answered_at=None)
    rows = rows.select_related("case__community", "case__company").prefetch_related("case__appeals")
    return rows.order_by("created_at", "pk")


@dataclass(frozen=True)
class Desk:
    """Where somebody sits: in one community, or (without one) in the programme. It makes the addresses of both."""

    actor: Actor
    community: Community | None = None

    def url(self, name: str = "", ref: str = "") -> str:
        args = [*([self.community.slug] if self.community else []), *([ref] if ref else [])]
        space = "community" if self.community else "community_desk"
        return reverse(f"{space}:moderation_{name or 'queue'}", args=args)

    @property
    def cases(self) -> ModerationCaseQuerySet:
        rows = ModerationCase.objects
        if self.community is None:
            return rows.for_desk(self.actor)
        return rows.in_houses_of(self.actor).filter(community=self.community)

    def appealed(self) -> ModerationCaseQuerySet:
        """Appeals that are answered here: at the desk those to the programme, in a community its own."""
        return self.cases.appealed(by_programme=self.community is None)

    def waiting(self) -> int:
        """What the reader can do something about now: an appeal against their own decision waits for others."""
        rows = self.cases.exclude(company__in=own(self.actor) - {None})
        return rows.waiting().count() + len(to_answer(self.actor, rows, self.community is None))

    def rows(self, state: str, form: QueueForm) -> ModerationCaseQuerySet:
        rows = self.appealed() if state == APPEALED else self.cases.filter(state=state)
        filters = form.filters()
        for name in ("kind", "source"):
            rows = rows.filter(**{name: filters[name]}) if filters.get(name) else rows
        if words := filters.get("q"):
            said = Q(title__icontains=words) | Q(excerpt__icontains=words) | Q(company__name__icontains=words)
            rows = rows.filter(said | Q(ref__iexact=words) | Q(company__slug=words))
        order = ["created_at", "pk"] if state in {ModerationCase.State.OPEN, APPEALED} else ["-decided_at", "-pk"]
        rows = rows.select_related("company", "community", "user", "decided_by").prefetch_related("reports")
        return rows.annotate(number=Count("reports", distinct=True)).order_by(*order)

    def tabs(self, state: str) -> list[tuple[Any, str, bool, int]]:
        counts = dict(self.cases.order_by().values_list("state").annotate(Count("pk")))
        choices = ModerationCase.State.choices
        found = [(label, f"?state={value}", value == state, counts.get(value, 0)) for value, label in choices]
        appeals = (_("Appeals"), f"?state={APPEALED}", state == APPEALED, self.appealed().count())
        return [found[0], appeals, *found[1:]]

    def context(self, case: ModerationCase, **forms: Any) -> dict[str, Any]:
        """What the page of a case shows: what was seen, what it says now, who reported it, and what may be done."""
        thing, content, actor = case.thing, case.content, self.actor
        now = content.excerpt(thing) if content and thing is not None else ""
        mark = content.mark(thing) if content and thing is not None else ""
        appeal = case.waiting_appeal
        mine = is_own(actor, case)  # whose words they are must not learn here who reported them
        others = self.cases.filter(company=case.company).exclude(pk=case.pk).order_by("-pk")
        return {
            "desk": self,
            "case": case,
            "thing": thing,
            "thing_url": content.url(thing) if content and thing is not None and self.community else "",
            "says_now": now if now[: len(case.excerpt)] != case.excerpt or len(now) > len(case.excerpt) else "",
            "is_own": mine,
            "may_decide": can_decide_case(actor, case),
            "appeals": list(case.appeals.select_related("user", "answered_by")),
            "measures": list(case.measures.select_related("company")),
            "may_answer": bool(appeal) and can_answer_case_appeal(actor, appeal),
            "others": others[:8],
            "strikes": case.community.measures.strikes_of(case.community_id, case.company_id, 12).count(),
            "reports": [] if mine else case.reports.select_related("company", "user")[:SHOWN],
            "entries": [] if mine else case.entries.select_related("user", "company")[:SHOWN],
            "form": VerdictForm(initial={"mark": mark}, case=case, actor=actor),
            "answer": CaseAnswerForm(),
            "back": TakeBackForm(),
            "urls": {name: self.url(name, case.ref) for name in ("act", "back", "answer", "lift")},
            "queue_url": self.url(),
            **forms,
        }
