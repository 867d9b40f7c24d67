"""What is kept of a booked talk: the agenda of both sides, and minutes in versions that both sign."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.meetings.permissions import can_keep_meeting
from consultations.models.meeting import Meeting
from consultations.models.meeting_rows import LIVE, TOOK_PLACE, State
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

MOST_POINTS = 40
MAX_MINUTES = 20_000  # characters


def point_ref() -> str:
    return new_ref("J")


class MeetingPoint(models.Model):
    """A point of the agenda; each side takes away its own alone."""

    ref = models.CharField(max_length=16, unique=True, editable=False, default=point_ref)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(_("point"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="meeting_point_not_empty")]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def add(cls, meeting: Meeting, text: str, by: Actor) -> "MeetingPoint":
        """Before the talk or in it. Raises Refused when there are forty, or once it is over."""
        with locked(meeting, *LIVE):
            require(can_keep_meeting(by, meeting), _("Your role may not change this talk."))
            if meeting.ends_at <= timezone.now():
                raise Refused(_("The talk is over: what came of it belongs into the minutes."))
            if meeting.points.count() >= MOST_POINTS:
                raise Refused(_("Up to %(most)s points, please.") % {"most": MOST_POINTS})
            point = cls._default_manager.create(meeting=meeting, text=text, company=by.company, user=by.user)
            record("meeting.point_added", meeting, by=by)
        return point

    def remove(self, by: Actor) -> None:
        with locked(self.meeting, *LIVE):
            allowed = can_keep_meeting(by, self.meeting) and by.acts_for(self.company_id)
            require(allowed, _("Only the side that wrote a point takes it away."))
            self.delete()


class MinutesVersion(models.Model):
    """What one side wrote down, never changed afterwards; `digest` is the SHA-256 of all that a signature means."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField(_("minutes"), max_length=MAX_MINUTES)
    digest = models.CharField(max_length=64)
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_once"),
            models.CheckConstraint(condition=~models.Q(body=""), name="minutes_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number}"

    @classmethod
    def latest(cls, meeting: Meeting) -> "MinutesVersion | None":
        rows = cls._default_manager.filter(meeting=meeting).select_related("user", "company", "meeting")
        return rows.prefetch_related("signatures__company", "signatures__user").first()

    @classmethod
    def write(cls, meeting: Meeting, body: str, by: Actor, was: int, withdraws: bool = False) -> "MinutesVersion":
        """A new version in place of version `was` (0: none); that there are minutes says that the talk took place.

        Raises ChangedMeanwhile when the other side has written since, and Refused where it is signed already and the
        writer has not said that the signatures go.
        """
        with locked(meeting, *TOOK_PLACE):
            require(can_keep_meeting(by, meeting), _("Your role may read the minutes, not write them."))
            meeting.require_begun()
            last = cls.latest(meeting)
            if (last.number if last else 0) != was:
                raise ChangedMeanwhile(gettext("The minutes were changed meanwhile. Your words are still here."))
            if last and last.body == body:
                return last
            withdrawn = last.withdraw(by, withdraws) if last else []
            version = cls(meeting=meeting, number=was + 1, body=body, company=by.company, user=by.user)
            version.author, version.digest = by.person_name[:300], digest_of(meeting, was + 1, body)
            version.save()
            if meeting.state == State.CONFIRMED:
                meeting.state = State.HELD
                meeting.save(update_fields=["state", "updated_at"])
                record("meeting.held", meeting, by=by)
            record("minutes.written", meeting, by=by, version=version.number, withdrawn=withdrawn)
        return version

    def withdraw(self, by: Actor, is_meant: bool) -> list[int]:
        """Its signatures hold no longer; returns the companies whose they were. Raises Refused unless it is meant."""
        signatures = self.signatures.filter(withdrawn_at=None)
        companies = sorted(signatures.values_list("company_id", flat=True))
        if companies and not is_meant:
            raise Refused(_("These minutes are signed. Say that the signatures may go, or leave them as they are."))
        signatures.update(withdrawn_at=timezone.now(), withdrawn_by=by.company)
        return companies

    def sign(self, by: Actor, digest: str) -> "MinutesSignature":
        """For the acting company, this version and no other; signed once, the same again gives the first.

        Raises WrongState when there is a newer one, or when the digest is not that of what is stored.
        """
        with locked(self.meeting, State.HELD):
            require(can_keep_meeting(by, self.meeting), _("Your role may read the minutes, not sign them."))
            last = MinutesVersion.latest(self.meeting)
            if last is None or last.number != self.number or digest != last.digest or not last.is_whole:
                raise WrongState(gettext("The minutes were changed meanwhile. Read them again before you sign."))
            known = self.signatures.filter(company=by.company, withdrawn_at=None).first()
            if known is not None:
                return known
            signature: MinutesSignature = self.signatures.create(
                company=by.company, user=by.user, signer=by.person_name[:300], digest=last.digest
            )
            record("minutes.signed", self.meeting, by=by, version=self.number, digest=last.digest)
        return signature

    @property
    def is_whole(self) -> bool:
        """Whether what is stored is what its digest was made of."""
        return self.digest == digest_of(self.meeting, self.number, self.body)

    @property
    def standing(self) -> "list[MinutesSignature]":
        return [one for one in self.signatures.all() if one.withdrawn_at is None]

    def is_signed_by(self, company_id: int | None) -> bool:
        return any(one.company_id == company_id for one in self.standing)

    @property
    def is_signed_by_both(self) -> bool:
        return len(self.standing) >= 2

    @property
    def digest_shown(self) -> str:
        return " ".join(self.digest[start : start + 8] for start in range(0, 64, 8))


class ChangedMeanwhile(WrongState):
    """Somebody has written a newer version of the minutes; what was typed is still in the form."""


class MinutesSignature(models.Model):
    """That a person signed a version for a company. A newer version takes it back; that it was there stays written."""

    version = models.ForeignKey(MinutesVersion, models.CASCADE, related_name="signatures")
    company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signer = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Company, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "company"], name="minutes_signed_once", condition=models.Q(withdrawn_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.signer}"


def digest_of(meeting: Meeting, number: int, body: str) -> str:
    """SHA-256 over canonical JSON (sorted names, no blanks, UTF-8) of the talk, the version and its words."""
    facts: dict[str, Any] = {"talk": meeting.ref, "version": number, "minutes": body}
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
