"""How companies come in: by approval, with questions, by invitation, by the domain of an address, or freely."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from community.models.member import CommunityMember, MembershipChange, house_locked
from community.permissions import can_ask_to_join, can_run_community
from companies.people import confirmed_addresses
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require

if TYPE_CHECKING:
    from community.models.community import Community


class Joining(models.Model):
    """`joining` is the way in; who has a confirmed address at one of `domains` comes in at once, whatever the way."""

    class Way(models.TextChoices):
        APPROVAL = "approval", _("The steward decides on each company")
        QUESTIONS = "questions", _("The steward decides, and asks your questions first")
        INVITATION = "invitation", _("By invitation only")
        OPEN = "open", _("Any company comes in at once")

    joining = models.CharField(_("how companies join"), max_length=10, choices=Way, default=Way.APPROVAL)
    domains = models.JSONField(_("domains of e-mail addresses"), default=list, blank=True)

    class Meta:
        abstract = True

    def knows_address_of(self, user: Any) -> bool:
        """Whether the person has confirmed an address at one of the domains."""
        if not self.domains or user is None:
            return False
        own = confirmed_addresses(user_id=user.pk).values_list("email", flat=True)
        return any(email.rpartition("@")[2].lower() in self.domains for email in own)

    def lets_in_at_once(self, actor: Actor) -> bool:
        return self.joining == self.Way.OPEN or self.knows_address_of(actor.user)

    def ask_to_join(self: Any, by: Actor, words: str = "", answers: dict[int, str] | None = None) -> CommunityMember:
        """The acting company asks to be let in, or comes in where the community lets it; asking twice is asking once.

        Raises Refused when it needs an invitation, was declined within 30 days or removed for good, left a required
        question without an answer, or is not a member of the community that this one is inside of.
        """
        require(can_ask_to_join(by, self), _("Your company cannot ask to join this community."))
        with house_locked(self):
            member: CommunityMember | None = self.members.filter(company=by.company).first()
            if member is not None and member.state in {member.State.ACTIVE, member.State.ASKED}:
                return member
            may_again(member)
            member = member or CommunityMember(community=self, company=by.company)
            member.community, member.rules_version, member.words = self, self.rules_version, words
            member.require_place_outside()
            if self.lets_in_at_once(by):
                member.activate(by, MembershipChange.What.JOINED, role=CommunityMember.Role.MEMBER)
                record("membership.joined", member, by=by)
            else:
                self.wait_for_steward(member, by, answers or {})
        return member

    def wait_for_steward(self: Any, member: CommunityMember, by: Actor, answers: dict[int, str]) -> None:
        if self.joining == self.Way.INVITATION:
            raise Refused(_("This community is joined by invitation only."))
        if self.joining == self.Way.QUESTIONS:
            member.answers = [question.answered(answers.get(question.pk, "")) for question in self.questions.all()]
        member.state, member.created_at, member.decided_at = member.State.ASKED, timezone.now(), None
        member.role = CommunityMember.Role.MEMBER
        member.save()
        MembershipChange.note(member, MembershipChange.What.ASKED, by)
        record("membership.asked", member, by=by)


def may_again(member: CommunityMember | None) -> None:
    if member is None:
        return
    if member.state == member.State.BANNED:
        raise Refused(_("The steward has removed your company for good. Write to them if you think that is a mistake."))
    if (day := member.may_ask_again_at) is not None:
        raise Refused(
            _("The steward has declined your company. You can ask again on %(day)s.")
            % {"day": date_format(timezone.localdate(day))}
        )


class JoinQuestion(models.Model):
    """What a steward asks companies that want to join. Answers are kept with the words of the question of that day."""

    class Kind(models.TextChoices):
        SHORT = "short", _("One line")
        LONG = "long", _("Several lines")
        CHOICE = "choice", _("One of several")
        YESNO = "yesno", _("Yes or no")

    MOST: ClassVar[int] = 12

    community = models.ForeignKey("community.Community", models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    kind = models.CharField(_("answered by"), max_length=6, choices=Kind, default=Kind.SHORT)
    choices = models.JSONField(_("to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("has to be answered"), default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    def answered(self, answer: str) -> dict[str, str]:
        """Question and answer as they are kept. Raises Refused for an answer that is missing or not one of those."""
        if self.is_required and not answer:
            raise Refused(_("“%(question)s” has to be answered.") % {"question": self.text})
        allowed = {self.Kind.CHOICE: self.choices, self.Kind.YESNO: ["yes", "no"]}.get(self.Kind(self.kind))
        if answer and allowed is not None and answer not in allowed:
            raise Refused(_("“%(answer)s” is not one of the answers.") % {"answer": answer})
        return {"question": self.text, "kind": self.kind, "answer": answer[:2000]}

    @classmethod
    def ask(cls, community: "Community", by: Actor, **fields: Any) -> "JoinQuestion":
        """Add a question at the end. Raises Refused when there are twelve."""
        with house_locked(community):
            require(can_run_community(by, community), _("Only a steward may change the questions."))
            if community.questions.count() >= cls.MOST:
                raise Refused(_("Twelve questions are enough: firms give up before the thirteenth."))
            last = community.questions.aggregate(last=models.Max("position"))["last"] or 0
            question = cls.objects.create(community=community, position=last + 1, **fields)
            record("community.changed", community, by=by)
        return question

    def change(self, by: Actor, **fields: Any) -> None:
        """Other words from now on; answers given before keep the old ones."""
        with house_locked(self.community):
            require(can_run_community(by, self.community), _("Only a steward may change the questions."))
            for field, value in fields.items():
                setattr(self, field, value)
            self.save(update_fields=list(fields))
            record("community.changed", self.community, by=by)

    def move_up(self, by: Actor) -> None:
        """Change places with the question before it."""
        with house_locked(self.community):
            require(can_run_community(by, self.community), _("Only a steward may change the questions."))
            rows = list(self.community.questions.all())
            at = rows.index(self)
            rows.insert(max(0, at - 1), rows.pop(at))
            for number, question in enumerate(rows, 1):
                question.position = number
            type(self).objects.bulk_update(rows, ["position"])

    def drop(self, by: Actor) -> None:
        with house_locked(self.community):
            require(can_run_community(by, self.community), _("Only a steward may change the questions."))
            self.delete()
            record("community.changed", self.community, by=by)
