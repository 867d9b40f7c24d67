"""A firm proposes its story; editors get a draft of a page, and the firm hears what becomes of it."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.cases.consent import CaseConsent
from cms.cases.models import CaseIndexPage, CasePage
from cms.cases.permissions import can_edit_cases, can_suggest_case, can_withdraw_case
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.hangul import address_of
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

MOST_OPEN = 3  # stories of one company that wait at a time
STORY = ("title", "problem", "solution", "result", "year")


def proposal_ref() -> str:
    return new_ref("PS")


class CaseProposalQuerySet(models.QuerySet["CaseProposal"]):
    def visible_to(self, actor: Actor) -> "CaseProposalQuerySet":
        """The company's own; all for those who edit good practices."""
        return self if can_edit_cases(actor, None) else self.of(actor)

    def of(self, actor: Actor) -> "CaseProposalQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def waiting(self) -> "CaseProposalQuerySet":
        return self.filter(state__in=[CaseProposal.State.SENT, CaseProposal.State.WRITING])


class CaseProposal(models.Model):
    """sent → being written → published, or declined by editors, or taken back by its company."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("a proposed story", "Sent")
        WRITING = "writing", pgettext_lazy("a proposed story", "Being written")
        PUBLISHED = "published", pgettext_lazy("a proposed story", "Published")
        DECLINED = "declined", pgettext_lazy("a proposed story", "Not taken")
        WITHDRAWN = "withdrawn", pgettext_lazy("a proposed story", "Taken back")

    OPEN = (State.SENT, State.WRITING)

    ref = models.CharField(max_length=16, unique=True, editable=False, default=proposal_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="case_proposals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=10, default="en")
    title = models.CharField(_("title"), max_length=120)
    problem = models.TextField(_("problem"), max_length=4000)
    solution = models.TextField(_("what you did"), max_length=4000)
    result = models.TextField(_("what came of it"), max_length=2000)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    may_name = models.BooleanField(_("may be named"), default=False)
    consent_person = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    reason = models.CharField(_("why it was not taken"), max_length=1000, blank=True)
    page = models.ForeignKey(CasePage, models.SET_NULL, null=True, blank=True, related_name="proposals")
    form_token = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CaseProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed story")
        verbose_name_plural = _("proposed stories")
        constraints = [
            models.UniqueConstraint(fields=["company", "form_token"], name="case_proposal_form_once"),
            models.CheckConstraint(
                condition=models.Q(may_name=False) | ~models.Q(consent_person=""),
                name="case_proposal_named_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="case_proposal_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("case_proposal", args=[self.ref])

    @property
    def tone(self) -> str:
        tones = {self.State.PUBLISHED: "agreed", self.State.SENT: "theirs", self.State.WRITING: "theirs"}
        return tones.get(self.State(self.state), "quiet")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @classmethod
    def send(cls, by: Actor, form_token: Any = None, **story: Any) -> "CaseProposal":
        """Make the proposal and the editors' draft. The same form sent twice is one proposal.

        Raises Refused when too many of the company wait already, or where the site has no library.
        """
        require(can_suggest_case(by), gettext("An owner or manager of the company proposes its story."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            mine = cls.objects.of(by)
            if form_token and (known := mine.filter(form_token=form_token).first()):
                return known
            if mine.waiting().count() >= MOST_OPEN:
                raise Refused(gettext("Three of your stories wait already. Take one back, or wait for our editors."))
            proposal = cls(company=by.company, user=by.user, language=get_language() or "en", form_token=form_token)
            for name, value in story.items():
                setattr(proposal, name, value)
            proposal.page = proposal.drafted()
            proposal.save()
            if proposal.may_name:
                CaseConsent.give(proposal.page, by, proposal.consent_person)
            record("case_proposal.sent", proposal, by=by, title=proposal.title, company=by.company.name)
        return proposal

    def drafted(self) -> CasePage:
        """The draft that editors go on from, below the library of the proposal's language."""
        libraries = CaseIndexPage.objects.order_by("pk")
        parent = libraries.filter(locale__language_code=self.language).first() or libraries.first()
        if parent is None:
            raise Refused(gettext("There is no place for stories on this site yet."))
        page = CasePage(
            title=self.title,
            slug=free_slug(parent, self.title),
            summary=self.result[:300].partition("\n")[0],
            company=self.company,
            country=self.company.country,
            sector=self.company.sector,
            size=self.company.employees,
            year=self.year,
            problem=paragraphs(self.problem),
            solution=paragraphs(self.solution),
            body=[("paragraph", paragraphs(self.result))],
            locale=parent.locale,
            live=False,
        )
        parent.add_child(instance=page)
        page.save_revision()
        return page

    def take_up(self, by: Actor) -> None:
        """An editor begins to write."""
        with locked(self, self.State.SENT):
            require(can_edit_cases(by, self.page), gettext("You may not edit good practices."))
            self.turn(self.State.WRITING)
            record("case_proposal.taken_up", self, by=by.as_staff(), **self.told())

    def decline(self, reason: str, by: Actor) -> None:
        with locked(self, *self.OPEN):
            require(can_edit_cases(by, self.page), gettext("You may not edit good practices."))
            self.reason = reason
            self.turn(self.State.DECLINED)
            self.lapse_consent()
            record("case_proposal.declined", self, by=by.as_staff(), reason=reason, **self.told())

    def withdraw(self, by: Actor) -> None:
        """Its company takes it back; editors keep the draft, but not the right to name the firm."""
        with locked(self, *self.OPEN):
            require(can_withdraw_case(by, self.company), gettext("Only its own company may take this back."))
            self.turn(self.State.WITHDRAWN)
            record("case_proposal.withdrawn", self, by=by, title=self.title, company=self.company.name)
            if self.page:
                for consent in CaseConsent.objects.of(by).in_force().filter(case_key=self.page.translation_key):
                    consent.withdraw(by)

    def note_published(self) -> None:
        """Its page is out."""
        with locked(self):
            if self.is_open:
                self.turn(self.State.PUBLISHED)
                record("case_proposal.published", self, **self.told())

    def note_deleted(self) -> None:
        """Its draft was thrown away without a word: nobody waits for ever."""
        with locked(self):
            if self.is_open:
                self.turn(self.State.DECLINED)
                self.lapse_consent()
                record("case_proposal.declined", self, reason="", **self.told())

    def lapse_consent(self) -> None:
        """What was agreed for a story that is not told holds for no other."""
        if self.page:
            given = CaseConsent.objects.in_force().filter(case_key=self.page.translation_key, company=self.company)
            given.update(withdrawn_at=timezone.now())

    def told(self) -> dict[str, Any]:
        return {"title": self.title, "to": self.user_id, "for": self.company_id}

    def turn(self, state: str) -> None:
        self.state, self.decided_at = state, timezone.now()
        self.save(update_fields=["state", "decided_at", "reason"])


def free_slug(parent: Page, title: str) -> str:
    stem = address_of(title)[:60] or "story"
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def paragraphs(text: str) -> str:
    """What people typed as a rich text: their line breaks, and nothing else that could mean anything."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.splitlines() if part.strip())
