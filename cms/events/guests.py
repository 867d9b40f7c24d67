"""Places at an event of the site for anybody with an e-mail address, with a waiting list.

Pages of one event in several languages share one list. Somebody who asks holds no place: they get a letter, and the
place is taken when its link is followed and the button there is pressed, so that nobody is registered by others and a
program that looks at the links of an e-mail takes nothing.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from portal.core.events import record
from portal.core.permissions import Refused
from portal.core.refs import new_ref
from portal.core.states import locked

if TYPE_CHECKING:
    from cms.events.models import EventPage

ASKED_FOR = timedelta(days=3)  # how long the link that confirms holds
KEPT = timedelta(days=90)  # after the event; who had asked for a place is nobody's business then
ONE_LETTER = timedelta(minutes=10)  # the same form again brings no second letter within this time
TOLD = ("starts_at", "ends_at", "zone", "place", "address", "city", "country", "is_online", "join_url", "called_off")
LIVE = ("going", "waiting")
signer = Signer(salt="cms.events.guests")


def guest_ref() -> str:
    return new_ref("EG")


class GuestList(models.Model):
    """Whoever takes or gives back a place holds the lock of this row; its check constraint has the last word.

    `key` is what the pages of one event have in common in all languages. `facts` is what calendars were told last, and
    `sequence` counts how often they must learn something anew (RFC 5545, 3.8.7.4).
    """

    key = models.UUIDField(unique=True, editable=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    seats_taken = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("guest list of an event")
        verbose_name_plural = _("guest lists of events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(seats_taken__lte=models.F("capacity")),
                name="guest_list_never_over_capacity",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    @classmethod
    def of(cls, page: "EventPage") -> "GuestList":
        return cls._default_manager.get_or_create(key=page.translation_key, defaults={"capacity": page.capacity})[0]

    @classmethod
    def shown(cls, page: "EventPage") -> "GuestList":
        """To read: none is made for whoever only looks."""
        known = cls._default_manager.filter(key=page.translation_key).first()
        return known or cls(key=page.translation_key, capacity=page.capacity)

    @property
    def has_room(self) -> bool:
        return self.capacity is None or self.seats_taken < self.capacity

    @property
    def places_left(self) -> int | None:
        return None if self.capacity is None else self.capacity - self.seats_taken

    def pages(self) -> Any:
        """Those that are on line, the one that was written first before its translations."""
        from cms.events.models import EventPage

        return EventPage.objects.live().public().filter(translation_key=self.key).order_by("pk")

    def page(self, language: str = "") -> "EventPage | None":
        """In that language where there is one; what another page says to guests it says too."""
        pages = list(self.pages().select_related("locale"))
        own = [page for page in pages if page.locale.language_code == language]
        found: EventPage | None = next(iter([*own, *pages]), None)
        for name in ("join_url", "called_off") if found else ():
            setattr(found, name, next((said for page in [found, *pages] if (said := getattr(page, name))), ""))
        return found

    def follow(self, page: "EventPage") -> None:
        """What was published: other places, time or place. Nobody loses a place by it; all who come are told."""
        with locked(self):
            self.recount()
            if page.capacity != self.capacity:
                self.capacity = None if page.capacity is None else max(page.capacity, self.seats_taken)
            facts = {name: str(getattr(page, name)) for name in TOLD}
            is_news = bool(self.facts) and facts != self.facts
            self.facts, self.sequence = facts, self.sequence + is_news
            self.save()
            if is_news:
                again = {"told_day": None, "told_hour": None, "placed_at": timezone.now()}
                self.guests.filter(state="going").update(**again)
                for guest in self.guests.filter(state="going").order_by("pk"):
                    record("event_guest.renewed", guest)
            if not page.called_off:
                self.move_up()

    def recount(self) -> None:
        self.seats_taken = self.guests.filter(state="going").count()
        self.save(update_fields=["seats_taken"])

    def move_up(self) -> None:
        """Who waits longest gets each place that is free; the caller holds the lock of this row."""
        self.recount()
        page = self.page()
        while page and page.starts_at > timezone.now() and not page.called_off and self.has_room:
            first = self.guests.filter(state="waiting").order_by("queued_at", "pk").first()
            if first is None:
                return
            first.come()
            self.recount()


class EventGuestQuerySet(models.QuerySet["EventGuest"]):
    def live(self) -> "EventGuestQuerySet":
        return self.filter(state__in=LIVE)

    def of_token(self, token: str, page: "EventPage") -> "EventGuest | None":
        """Whose link it is, if they have a place at this event."""
        guest = self.by_token(token) if token and page.takes_guests else None
        return guest if guest and guest.is_going and guest.guests.key == page.translation_key else None

    def by_token(self, token: str) -> "EventGuest | None":
        try:
            ref = signer.unsign(token)
        except BadSignature:
            return None
        return self.filter(ref=ref).select_related("guests").first()

    def forgettable(self) -> "EventGuestQuerySet":
        """Links that nobody followed, and guests of what is long over or has no page any more."""
        from cms.events.models import EventPage

        kept = EventPage.objects.filter(ends_at__gt=timezone.now() - KEPT).values("translation_key")
        unheard = models.Q(state="asked", asked_at__lt=timezone.now() - ASKED_FOR)
        return self.filter(unheard | ~models.Q(guests__key__in=kept))


class EventGuest(models.Model):
    """One row for an address and an event; it comes back to life when they ask again.

    `queued_at` is since when they wait or come, `placed_at` when their place or the start was fixed last; `told_day`
    and `told_hour` are when the two reminders went out.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("not confirmed")
        GOING = "going", _("has a place")
        WAITING = "waiting", _("waits")
        WITHDRAWN = "withdrawn", _("gave the place back")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=guest_ref)
    guests = models.ForeignKey(GuestList, models.CASCADE, related_name="guests")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    company = models.CharField(_("company"), max_length=160, blank=True)
    note = models.CharField(_("what we should know"), max_length=500, blank=True)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(null=True)
    placed_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    told_day = models.DateTimeField(null=True)
    told_hour = models.DateTimeField(null=True)

    objects = EventGuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest of an event")
        verbose_name_plural = _("guests of events")
        constraints = [models.UniqueConstraint(fields=["guests", "email"], name="event_guest_once")]
        indexes = [models.Index(fields=["guests", "state", "queued_at"], name="event_guest_queue")]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def token(self) -> str:
        return signer.sign(self.ref)

    def get_absolute_url(self) -> str:
        """The page with the guest's place, in their language; whoever has the address may give it back."""
        with override(self.language):
            return reverse("event_place", args=[self.token])

    @classmethod
    def ask(cls, page: "EventPage", email: str, name: str, company: str = "", note: str = "") -> None:
        """A letter to that address. The answer is the same whether it is known or not, so that nobody learns who comes.

        Raises Refused when registration has ended.
        """
        guests = GuestList.of(page)
        with locked(guests):
            if not page.is_open_to_guests:
                raise Refused(gettext("Registration has ended."))
            guest = guests.guests.filter(email__iexact=email).first() or cls(guests=guests, email=email.lower())
            if guest.pk and guest.state != cls.State.WITHDRAWN and guest.asked_at > timezone.now() - ONE_LETTER:
                return
            if guest.state not in LIVE:  # words of somebody who may be another change nothing of a place
                guest.name, guest.company, guest.note = name, company, note
                guest.state, guest.language = cls.State.ASKED, page.locale.language_code
            guest.asked_at = timezone.now()
            guest.save()
            record("event_guest.asked", guest)

    def confirm(self) -> None:
        """The link was followed: a place, or one on the waiting list. Pressed twice it is the same."""
        with locked(self.guests), locked(self):
            page = self.guests.page(self.language)
            if self.state in LIVE:
                return
            if page is None or not page.is_open_to_guests or self.asked_at < timezone.now() - ASKED_FOR:
                raise Refused(gettext("This link does not hold any more. Register once more, if there is still time."))
            self.guests.recount()
            self.state = self.State.GOING if self.guests.has_room else self.State.WAITING
            self.queued_at = self.placed_at = timezone.now()
            self.told_day = self.told_hour = None
            self.sequence += 1
            self.save()
            self.guests.recount()
            record("event_guest.placed" if self.is_going else "event_guest.queued", self)

    def come(self) -> None:
        """From the waiting list to a place; the list's row is locked."""
        self.state, self.placed_at, self.sequence = self.State.GOING, timezone.now(), self.sequence + 1
        self.save(update_fields=["state", "placed_at", "sequence"])
        record("event_guest.moved_up", self)

    def withdraw(self) -> None:
        """Give the place back; who waits longest gets it."""
        with locked(self.guests), locked(self):
            if self.state not in LIVE:
                return
            was = self.state
            self.state, self.sequence = self.State.WITHDRAWN, self.sequence + 1
            self.save(update_fields=["state", "sequence"])
            record("event_guest.withdrawn", self, was=was)
            self.guests.move_up()

    @property
    def is_going(self) -> bool:
        return self.state == self.State.GOING

    @property
    def position(self) -> int:
        """In the waiting list, from 1."""
        waiting = self.guests.guests.filter(state=self.State.WAITING)
        ahead = models.Q(queued_at__lt=self.queued_at) | models.Q(queued_at=self.queued_at, pk__lt=self.pk)
        return waiting.filter(ahead).count() + 1
