"""What is done in an initiative: steps with who and until when, files of the partners, a journal."""

from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.initiatives import permissions as rules
from community.initiatives.models.initiative import Initiative
from community.initiatives.models.initiative_rows import LIVE, inside
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked
from portal.core.stored import keeps_files
from portal.core.uploads import forget_file

MOST_STEPS = 60
MOST_FILES = 60


class PaperQuerySet(models.QuerySet["InitiativeFile"]):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        return self.filter(inside(actor, "initiative__"), initiative__in=Initiative.objects.visible_to(actor))


@keeps_files(_("Papers of initiatives"), owner="company_id")
class InitiativeFile(models.Model):
    """A paper of the partners: a PDF, or a picture that we wrote ourselves; nobody else gets it."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="files")
    name = models.CharField(max_length=160)
    file = models.FileField(storage=private_files, upload_to="initiatives/")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return not str(self.file.name).endswith(".pdf")

    @classmethod
    def add(cls, initiative: Initiative, name: str, content: Any, by: Actor) -> "InitiativeFile":
        """`content` was looked through by `portal.core.uploads`. Raises Refused when there are sixty."""
        with locked(initiative, *LIVE):
            require(rules.can_work_on_initiative(by, initiative), _("Only partners keep files here."))
            if initiative.files.count() >= MOST_FILES:
                raise Refused(_("Up to %(most)s files, please.") % {"most": MOST_FILES})
            ref = new_ref("IF")
            content.name = f"{ref}{'.pdf' if str(content.name).endswith('.pdf') else '.jpg'}"
            paper = cls.objects.create(
                ref=ref, initiative=initiative, name=name, file=content, company=by.company, user=by.user
            )
            record("initiative.file_added", initiative, by=by, name=name)
        return paper

    def remove(self, by: Actor) -> None:
        """By the company that put it there, or the lead."""
        with locked(self.initiative, *LIVE):
            working = rules.can_work_on_initiative(by, self.initiative) and by.acts_for(self.company_id)
            allowed = working or rules.can_lead_initiative(by, self.initiative)
            require(allowed, _("Only who put it there, or the lead, takes a file away."))
            record("initiative.file_removed", self.initiative, by=by, name=self.name)
            forget_file(self.file)
            self.delete()


class StepQuerySet(models.QuerySet["InitiativeStep"]):
    def visible_to(self, actor: Actor) -> "StepQuerySet":
        return self.filter(inside(actor, "initiative__"), initiative__in=Initiative.objects.visible_to(actor))

    def open(self) -> "StepQuerySet":
        return self.filter(done_at=None, initiative__state__in=LIVE)

    def due_by(self, day: date) -> "StepQuerySet":
        return self.open().filter(due_on__lte=day)

    def for_cards(self) -> "StepQuerySet":
        return self.select_related("company", "file", "done_by")


class InitiativeStep(models.Model):
    """One step on the way, in the partners' own order; `company` is who does it (None: whoever comes first).

    `reminded_for` is the due day that its doer was told of.
    """

    ref = models.CharField(max_length=16, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    title = models.CharField(_("step"), max_length=200)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(_("what came of it"), max_length=400, blank=True)
    link = models.URLField(_("link"), max_length=400, blank=True)
    file = models.ForeignKey(InitiativeFile, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_for = models.DateField(null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(title=""), name="initiative_step_not_empty")]
        indexes = [
            models.Index(fields=["due_on"], name="initiative_step_due", condition=models.Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()

    @classmethod
    def add(cls, initiative: Initiative, by: Actor, **fields: Any) -> "InitiativeStep":
        """At the end. Raises Refused when there are sixty, or when who is to do it is no partner."""
        with locked(initiative, *LIVE):
            require(rules.can_work_on_initiative(by, initiative), _("Only partners plan the steps."))
            twin = initiative.steps.filter(title=fields["title"], company=fields.get("company"), done_at=None).last()
            if twin is not None and twin.due_on == fields.get("due_on"):
                return twin  # the same form, sent twice
            last = initiative.steps.aggregate(last=models.Max("position"))["last"] or 0
            if initiative.steps.count() >= MOST_STEPS:
                raise Refused(_("Up to %(most)s steps, please.") % {"most": MOST_STEPS})
            require_partner(initiative, fields.get("company"))
            step = cls.objects.create(ref=new_ref("IS"), initiative=initiative, position=last + 1, **fields)
            record("initiative.step_added", initiative, by=by, step=step.pk)
        return step

    def change(self, by: Actor, **fields: Any) -> None:
        with locked(self.initiative, *LIVE), locked(self):
            require(rules.can_work_on_initiative(by, self.initiative), _("Only partners plan the steps."))
            require_partner(self.initiative, fields.get("company"))
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=list(fields))
            record("initiative.step_changed", self.initiative, by=by, step=self.pk)

    def move(self, by: Actor, up: bool) -> None:
        """One place up or down; at the end of the list nothing happens."""
        with locked(self.initiative, *LIVE), locked(self):
            require(rules.can_work_on_initiative(by, self.initiative), _("Only partners plan the steps."))
            steps = list(self.initiative.steps.all())
            here = steps.index(self)
            there = here + (-1 if up else 1)
            if 0 <= there < len(steps):
                steps[here], steps[there] = steps[there], steps[here]
                for position, step in enumerate(steps, 1):
                    step.position = position
                InitiativeStep.objects.bulk_update(steps, ["position"])

    def finish(self, by: Actor, note: str = "", link: str = "", file: InitiativeFile | None = None) -> None:
        """Done, with what shows it; by who has it, or the lead. Done twice is done once."""
        with locked(self.initiative, *LIVE), locked(self):
            self.require_doer(by)
            self.note, self.link, self.file = note or self.note, link or self.link, file or self.file
            was_done = self.done_at is not None
            if not was_done:
                self.done_at, self.done_by = timezone.now(), by.user
            self.save(update_fields=["note", "link", "file", "done_at", "done_by"])
            if not was_done:
                record("initiative.step_done", self.initiative, by=by, step=self.pk)

    def reopen(self, by: Actor) -> None:
        with locked(self.initiative, *LIVE), locked(self):
            self.require_doer(by)
            self.done_at = self.done_by = None
            self.save(update_fields=["done_at", "done_by"])
            record("initiative.step_reopened", self.initiative, by=by, step=self.pk)

    def remove(self, by: Actor) -> None:
        with locked(self.initiative, *LIVE), locked(self):
            require(rules.can_work_on_initiative(by, self.initiative), _("Only partners plan the steps."))
            record("initiative.step_removed", self.initiative, by=by, title=self.title)
            self.delete()

    def require_doer(self, by: Actor) -> None:
        free = self.company_id is None or by.acts_for(self.company_id) or by.acts_for(self.initiative.lead_id)
        allowed = free and rules.can_work_on_initiative(by, self.initiative)
        require(allowed, _("Only the company whose step it is, or the lead, may tick it."))


def require_partner(initiative: Initiative, company: Company | None) -> None:
    if company is not None and not initiative.has_partner(company.pk):
        raise Refused(_("%(company)s is no partner of this initiative.") % {"company": company})


class NoteQuerySet(models.QuerySet["InitiativeNote"]):
    def visible_to(self, actor: Actor) -> "NoteQuerySet":
        return self.filter(initiative__in=Initiative.objects.visible_to(actor))

    def since(self, community: Any, moment: Any) -> "NoteQuerySet":
        """For a digest: what was told in a community since then, by initiatives that everybody there reads."""
        told = models.Q(initiative__audience="community") | models.Q(initiative__started_at=None)
        rows = self.filter(told, initiative__community=community, created_at__gte=moment)
        return rows.select_related("initiative", "company").order_by("created_at", "pk")


class InitiativeNote(models.Model):
    """A line of the journal: how it goes, for all who read the initiative."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="notes")
    body = models.TextField(_("how it goes"), max_length=4000)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.body[:60]

    @classmethod
    def write(cls, initiative: Initiative, body: str, by: Actor) -> "InitiativeNote":
        with locked(initiative, *LIVE):
            require(rules.can_work_on_initiative(by, initiative), _("Only partners write the journal."))
            since = timezone.now() - SAME_CLICK
            twin = initiative.notes.filter(user=by.user, company=by.company, body=body, created_at__gt=since).first()
            if twin is not None:
                return twin
            note = cls.objects.create(initiative=initiative, body=body, company=by.company, user=by.user)
            initiative.moved_at = note.created_at
            initiative.save(update_fields=["moved_at"])
            record("initiative.told", initiative, by=by, note=note.pk)
        return note
