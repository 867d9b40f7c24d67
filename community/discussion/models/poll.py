"""A poll at the head of a thread: one vote for each member company, which it may change until the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.permissions import can_write_in_community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

if TYPE_CHECKING:
    from community.discussion.models.thread import Thread

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20


@dataclass(frozen=True)
class PollDraft:
    """What a new poll asks."""

    question: str
    options: Sequence[str]
    is_multiple: bool = False
    closes_at: datetime | None = None
    results: str = "after_vote"


class Poll(models.Model):
    """Results are shown at any time, after one's own vote, or at the end only."""

    class Results(models.TextChoices):
        ALWAYS = "always", _("At any time")
        AFTER_VOTE = "after_vote", _("After your own vote")
        AT_END = "at_end", _("When the poll is closed")

    thread = models.OneToOneField("community.Thread", models.CASCADE, related_name="poll")
    question = models.CharField(_("question"), max_length=200)
    is_multiple = models.BooleanField(_("several answers may be chosen"), default=False)
    results = models.CharField(_("show results"), max_length=10, choices=Results, default=Results.AFTER_VOTE)
    closes_at = models.DateTimeField(_("until"), null=True)

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.closes_at is None or self.closes_at > timezone.now()

    def vote(self, by: Actor, options: Sequence[int]) -> None:
        """The acting company's choice; a new one takes the place of the one before, none takes it back.

        Raises Refused once the poll is closed, for several answers where one is asked, and for one that is not there.
        """
        with locked(self):
            require(can_write_in_community(by, self.thread.community), _("Only members may vote."))
            if not self.is_open or self.thread.is_locked:
                raise Refused(_("This poll is closed."))
            chosen = set(options)
            known = set(self.options.values_list("pk", flat=True))
            if not chosen <= known:
                raise Refused(_("That answer is not there any more."))
            if len(chosen) > 1 and not self.is_multiple:
                raise Refused(_("Choose one answer, please."))
            self.votes.filter(company=by.company).delete()
            rows = [
                PollVote(poll=self, option_id=pk, company=by.company, user=by.user, is_only=not self.is_multiple)
                for pk in sorted(chosen)
            ]
            PollVote._default_manager.bulk_create(rows)
            record("poll.voted", self, by=by)

    def end(self, by: Actor) -> None:
        """Close it now: the thread's author, or a moderator."""
        from community.discussion.permissions import can_steer_thread

        with locked(self):
            require(can_steer_thread(by, self.thread), _("Only who started the thread or a moderator may do this."))
            if not self.is_open:
                raise Refused(_("This poll is closed."))
            self.closes_at = timezone.now()
            self.save(update_fields=["closes_at"])
            record("poll.ended", self, by=by)


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="poll_option_place_once"),
            models.UniqueConstraint(fields=["poll", "text"], name="poll_option_once"),
        ]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """One answer of one company; `is_only` lets the database hold that there is no second where one is asked."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, models.CASCADE, related_name="votes")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_only = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "company"], name="poll_vote_once"),
            models.UniqueConstraint(
                fields=["poll", "company"], condition=models.Q(is_only=True), name="poll_vote_only_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.option_id}"


def open_poll(thread: "Thread", draft: PollDraft) -> Poll:
    """Raises Refused for fewer than two or more than twenty different answers, or an end that has passed."""
    options = list(dict.fromkeys(draft.options))
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise Refused(_("A poll has two to twenty different answers."))
    if draft.closes_at is not None and draft.closes_at <= timezone.now():
        raise Refused(_("The end of the poll must lie ahead."))
    poll = Poll._default_manager.create(
        thread=thread,
        question=draft.question,
        is_multiple=draft.is_multiple,
        results=draft.results,
        closes_at=draft.closes_at,
    )
    rows = [PollOption(poll=poll, position=number, text=text) for number, text in enumerate(options, start=1)]
    PollOption._default_manager.bulk_create(rows)
    return poll
