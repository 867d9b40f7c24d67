"""A case of moderation: all that is said of one thing until it is decided, what was decided, and what became of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community, CommunityMember
from community.moderation.kinds import CONTENTS, Content
from community.moderation.models.log import ModerationEntry
from community.moderation.permissions import can_appeal_case, can_decide_case, can_remove_company, moderates, own
from community.moderation.words import ON_COMPANY, REASONS, RESULTS, Act, CaseState, Source
from community.permissions import may_judge_communities
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

APPEAL_WITHIN = timedelta(days=14)
EXCERPT = 4000  # characters of what was seen that are kept
NOT_YOURS = _("You may not decide on this: it is your company’s own, or you do not moderate here.")


def case_ref() -> str:
    return new_ref("MC")


@dataclass(frozen=True)
class Verdict:
    """What is decided of a thing as it was when it had the `mark`: `words` for its author, `reply` for reporters."""

    acts: tuple[str, ...] = ()
    reason: str = ""
    words: str = ""
    reply: str = ""
    mark: str = ""
    days: int = 0


class ModerationCaseQuerySet(models.QuerySet["ModerationCase"]):
    def in_houses_of(self, actor: Actor) -> "ModerationCaseQuerySet":
        """Of the communities the actor moderates; their own company's are among them, and marked."""
        if actor.company is None or actor.user is None or not actor.may("join_communities") or actor.through:
            return self.none()
        places = CommunityMember.objects.active().filter(company_id=actor.company_id, role__in=["steward", "moderator"])
        return self.filter(community__in=places.values("community_id"))

    def for_desk(self, actor: Actor) -> "ModerationCaseQuerySet":
        """For programme staff with the permission: all communities, never what a firm of theirs wrote."""
        if not may_judge_communities(actor):
            return self.none()
        return self.exclude(company__in=own(actor) - {None})

    def received_by(self, actor: Actor) -> "ModerationCaseQuerySet":
        """Decided against the acting company. Of what waits or was dismissed it never hears."""
        if actor.company is None:
            return self.none()
        return self.filter(company_id=actor.company_id, state__in=ModerationCase.AGAINST)

    def visible_to(self, actor: Actor) -> "ModerationCaseQuerySet":
        """Where they moderate, at the desk, for the company it was decided against, and for who reported it."""
        seen = Q(pk__in=self.in_houses_of(actor).values("pk")) | Q(pk__in=self.for_desk(actor).values("pk"))
        seen |= Q(pk__in=self.received_by(actor).values("pk"))
        if actor.company is not None:
            seen |= Q(company_id=actor.company_id, state=CaseState.RELEASED)
        if actor.user is not None:
            reports: Any = ModerationCase._meta.get_field("reports").related_model
            mine = {"case": OuterRef("pk"), "user_id": actor.user_id, "company_id": actor.company_id}
            seen |= Q(Exists(reports._default_manager.filter(**mine)))
        return self.filter(seen)

    def waiting(self) -> "ModerationCaseQuerySet":
        return self.filter(state=CaseState.OPEN)

    def appealed(self, by_programme: bool | None = None) -> "ModerationCaseQuerySet":
        """With an appeal that waits; narrowed to those that the programme answers, or the community."""
        waits: dict[str, Any] = {"appeals__answered_at": None, "appeals__isnull": False}
        if by_programme is not None:
            waits["appeals__is_for_programme"] = by_programme
        return self.filter(state=CaseState.UPHELD, **waits)


class ModerationCase(models.Model):
    """Open → dismissed | released (what was held) | upheld, with measures; upheld → taken back.

    At most one is open for each thing. What was seen is kept with it, for the thing may change or go.
    """

    State, Source = CaseState, Source
    AGAINST = (CaseState.UPHELD, CaseState.TAKEN_BACK)

    ref = models.CharField(max_length=16, unique=True, editable=False, default=case_ref)
    community = models.ForeignKey(Community, models.CASCADE, related_name="moderation_cases")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=20)
    source = models.CharField(_("why it is here"), max_length=8, choices=Source, default=Source.REPORT)
    finding = models.CharField(max_length=200, blank=True)  # which rule it met
    title = models.CharField(max_length=200)
    excerpt = models.TextField(blank=True)  # as it was when the case was opened
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(_("reason"), max_length=12, blank=True)
    words = models.TextField(_("what the author is told"), max_length=2000, blank=True)
    reply = models.TextField(_("what those who reported it are told"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_by_programme = models.BooleanField(default=False)

    objects = ModerationCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of moderation")
        verbose_name_plural = _("cases of moderation")
        ordering = ["-pk"]
        permissions = [("judge_communities", "Can judge what is reported in communities")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(state="open"), name="moderation_one_open"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="moderation_decided_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("upheld", "back")) | (~Q(words="") & ~Q(reason="")),
                name="moderation_against_with_words",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "created_at"], name="moderation_queue"),
            models.Index(fields=["company", "community"], name="moderation_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        """For the company it was decided against."""
        return reverse("community:moderation_decision", args=[self.ref])

    @property
    def content(self) -> Content | None:
        return CONTENTS.get(self.kind)

    @property
    def noun(self) -> Any:
        return self.content.noun if self.content else self.kind

    @property
    def thing(self) -> Any:
        """What it is about, as it is now, whoever may see it; None when it is gone."""
        manager: Any = self.content.model._default_manager if self.content else None
        return manager.filter(pk=self.key).first() if manager is not None else None

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_held(self) -> bool:
        return self.source in {Source.FIRST, Source.RULE}

    @property
    def reason_name(self) -> Any:
        return REASONS.get(self.reason, "")

    @property
    def result(self) -> Any:
        """What became of it, for who reported it."""
        return RESULTS[self.state]

    @property
    def reasons_said(self) -> list[Any]:
        """Each reason once, in the order in which they were given."""
        return list(dict.fromkeys(report.reason_name for report in self.reports.all()))

    @property
    def pill(self) -> dict[str, Any]:
        tones = {"open": "theirs", "upheld": "danger", "released": "agreed", "back": "agreed"}
        return {"tone": tones.get(self.state, "quiet"), "label": self.get_state_display()}

    @property
    def waiting_appeal(self) -> Any:
        return next((one for one in self.appeals.all() if one.answered_at is None), None)

    @property
    def appeal_until(self) -> Any:
        """The end of the 14 days after what was said last."""
        answers = [one.answered_at for one in self.appeals.all() if one.answered_at]
        moment = max([*answers, *([self.decided_at] if self.decided_at else [])], default=None)
        return moment + APPEAL_WITHIN if moment else None

    @property
    def is_open_to_appeal(self) -> bool:
        """Once to the community, then, where everybody reads it, to the programme; what that decided, once to it."""
        said = len(self.appeals.all())
        most = 2 if self.community.is_open and not self.is_by_programme else 1
        until = self.appeal_until
        in_time = until is not None and timezone.now() <= until
        return self.state == self.State.UPHELD and said < most and self.waiting_appeal is None and in_time

    @classmethod
    def open_for(cls, content: Content, thing: Any, source: str = Source.REPORT, finding: str = "") -> "ModerationCase":
        """The open one of this thing, or a new one; locked until the caller's transaction ends."""
        first = {
            "community": content.community(thing),
            "title": content.title(thing)[:200],
            "excerpt": content.excerpt(thing)[:EXCERPT],
            "company": content.author_company(thing),
            "user": content.author(thing),
            "source": source,
            "finding": finding[:200],
        }
        while True:
            case, _is_new = cls.objects.get_or_create(
                kind=content.kind, key=str(thing.pk), state=cls.State.OPEN, defaults=first
            )
            still = cls.objects.select_for_update(no_key=True).filter(pk=case.pk, state=cls.State.OPEN).first()
            if still is not None:
                return still

    # -- by moderators and staff ----------------------------------------------------------------------------------

    def dismiss(self, by: Actor, reply: str = "", mark: str = "") -> None:
        """Open → dismissed: nothing is wrong; what was held is released. Its author hears nothing of reports."""
        with self.deciding(by, mark, self.State.OPEN) as thing:
            held = self.let_go(thing, by)
            self.close(self.State.RELEASED if held else self.State.DISMISSED, by, Verdict(reply=reply))
            self.log(by, self.state, reply, thing)
            record(f"moderation.{self.state}", self, by=as_judge(self, by))

    def uphold(self, by: Actor, said: Verdict) -> None:
        """Open → upheld, with what is done. Raises Refused without words, a reason or an act, or for what cannot be."""
        from community.moderation.models.measure import Measure

        with self.deciding(by, said.mark, self.State.OPEN) as thing:
            self.refuse_impossible(by, said, thing)
            self.close(self.State.UPHELD, by, said)
            for act in Act.values:
                if act in said.acts:
                    Measure.take(self, act, by, thing, said)
            if Act.HIDE not in said.acts:
                self.let_go(thing, by)  # it is shown after all, whatever became of its company
            self.log(by, ", ".join(act for act in Act.values if act in said.acts), said.words, thing)
            record("moderation.upheld", self, by=as_judge(self, by), acts=list(said.acts))

    def refuse_impossible(self, by: Actor, said: Verdict, thing: Any) -> None:
        if said.reason not in REASONS or not said.words.strip():
            raise Refused(_("Say in words what is wrong: the author reads them."))
        if not said.acts or set(said.acts) - set(Act.values):
            raise Refused(_("Choose what is done."))
        if thing is None and {Act.HIDE.value, Act.LOCK.value} & set(said.acts):
            raise Refused(_("It was deleted meanwhile: there is nothing to hide or to close."))
        if Act.SUSPEND in said.acts and not 1 <= said.days <= 365:
            raise Refused(_("Say for how many days, from 1 to 365."))
        if Act.REMOVE in said.acts:
            require(can_remove_company(by, self), _("Only a steward may remove a company from the community."))
        if set(said.acts) & set(ON_COMPANY) - {Act.WARN} and self.company_id == self.community.steward_id:
            raise Refused(_("The company runs this community: the programme has to decide about its place."))

    def take_back(self, by: Actor, words: str) -> None:
        """Upheld → taken back: what was hidden is shown, closed threads open, strikes and suspensions are lifted."""
        with locked(self, self.State.UPHELD):
            require(can_decide_case(by, self), NOT_YOURS)
            if self.waiting_appeal is not None:
                raise Refused(_("Its author has appealed. Answer the appeal first."))
            if not words.strip():
                raise Refused(_("Say in words why: the author reads them."))
            self.undo(by)
            self.log(by, "back", words, self.thing)
            record("moderation.taken_back", self, by=as_judge(self, by))

    def undo(self, by: Actor) -> None:
        """Inside the lock of whoever calls."""
        thing = self.thing
        standing = set(self.measures.filter(lifted_at=None).values_list("act", flat=True))
        if Act.HIDE in standing and thing is not None and self.content and not self.content.is_up(thing):
            self.content.restore(thing, by)
        if Act.LOCK in standing and thing is not None and self.content and self.content.unlock:
            self.content.unlock(thing, by)
        self.measures.filter(lifted_at=None).update(lifted_at=timezone.now())
        self.state = self.State.TAKEN_BACK
        self.save(update_fields=["state"])

    # -- by the author's company ----------------------------------------------------------------------------------

    def appeal(self, by: Actor, words: str) -> None:
        """Their word, within 14 days. Raises WrongState for a second while one waits or after the last, or too late."""
        with locked(self, self.State.UPHELD):
            require(can_appeal_case(by, self), _("Your role may not appeal against this."))
            if not words.strip():
                raise Refused(_("The appeal is empty."))
            if not self.is_open_to_appeal:
                raise WrongState(_("An appeal is not possible any more: one was made, or the 14 days are over."))
            again = self.appeals.exists()
            self.appeals.create(
                instance=2 if again else 1,
                is_for_programme=again or self.is_by_programme,
                words=words,
                user=by.user,
            )
            record("moderation.appealed", self, by=by)

    # -- inside the lock of whoever calls -------------------------------------------------------------------------

    @contextmanager
    def deciding(self, by: Actor, mark: str, *states: str) -> Iterator[Any]:
        """Locked, and the thing as it was when the page was shown (None for one that is gone)."""
        with locked(self, *states):
            require(can_decide_case(by, self), NOT_YOURS)
            thing = self.thing
            if mark and thing is not None and self.content and mark != self.content.mark(thing):
                raise ContentChanged(_("It was changed since you opened this page. Look again; nothing was decided."))
            yield thing

    def let_go(self, thing: Any, by: Actor) -> bool:
        """Show what was held; whether it was."""
        if getattr(thing, "standing", "") != "held" or self.content is None or self.content.release is None:
            return False
        self.content.release(thing, by)
        return True

    def close(self, state: str, by: Actor, said: Verdict) -> None:
        self.state, self.reason, self.words, self.reply = state, said.reason, said.words, said.reply
        self.decided_by, self.decided_at = by.user, timezone.now()
        self.is_by_programme = not moderates(by, self.community)
        self.save()

    def log(self, by: Actor, act: str, words: str, thing: Any) -> None:
        seen = self.content.excerpt(thing)[:EXCERPT] if thing is not None and self.content else self.excerpt
        ModerationEntry.write(self.community, by, act, words, case=self, seen=seen)


def as_judge(case: ModerationCase, by: Actor) -> Actor:
    """Staff decide as persons, not for a company of theirs."""
    return by.as_staff() if case.is_by_programme else by


class ContentChanged(Refused):
    """What the case is about was changed since the moderator opened it."""
