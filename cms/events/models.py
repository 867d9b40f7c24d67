"""Pages of events, what stands on them, and the list that leads to them."""

from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from cms.blocks import StoryBlock, plain
from cms.events.guests import EventGuest, GuestList
from cms.events.parts import EventSession, not_too_large  # noqa: F401  # where a migration looks for the second
from cms.filters import COUNTRY, Filter, Listing, Months, month_said
from cms.models.filtered import FilteredIndexPage
from cms.widgets import CountrySelect, ZoneSelect
from community.calendar.models import Gathering, Registration
from community.calendar.models.rows import Coming
from portal.core.actor import Actor
from portal.core.http import Request
from portal.core.icalendar import Entry
from portal.core.middleware import zone
from portal.core.places import country_name
from portal.core.structured import Absolute, event_data
from portal.core.zones import moment_of, place_of


class EventQuerySet(PageQuerySet):
    def ahead(self) -> Any:
        """Those that are not over, the next one first."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def over(self) -> Any:
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def saying(self, words: str) -> "EventQuerySet":
        rows = self
        for word in words.split()[:6]:
            fields = ("title", "summary", "city", "place", "organisers")
            rows = rows.filter(Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR))
        return rows

    def for_cards(self) -> Any:
        return self.select_related("picture").prefetch_related("picture__renditions")


class EventPage(Page):
    """Days and times are typed by the clock of `zone`; `starts_at` and `ends_at` are the moments they name, in UTC."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Conference")
        SEMINAR = "seminar", _("Seminar")
        WEBINAR = "webinar", _("Webinar")
        MATCHMAKING = "matchmaking", _("Matchmaking")
        MISSION = "mission", _("Trade mission")

    summary = models.CharField(_("summary"), max_length=300, help_text=_("Shown in lists; one or two sentences."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CONFERENCE)
    starts_on = models.DateField(_("first day"))
    starts_time = models.TimeField(_("begins at"), default=time(9))
    ends_on = models.DateField(_("last day"))
    ends_time = models.TimeField(_("ends at"), default=time(17))
    zone = models.CharField(_("time zone"), max_length=64, default="Asia/Seoul")
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    is_online = models.BooleanField(_("online"), default=False)
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    languages = models.CharField(
        _("languages and interpretation"),
        max_length=160,
        blank=True,
        help_text=_("“Korean, with English interpretation”"),
    )
    fee = models.CharField(_("fee"), max_length=160, blank=True, help_text=_("In words: “free”, “USD 50 for members”."))
    organisers = models.CharField(_("organisers"), max_length=300, blank=True)
    partners = models.CharField(_("partners"), max_length=300, blank=True)
    gathering = models.ForeignKey(
        Gathering,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"state": Gathering.State.PUBLISHED, "audience": Gathering.Audience.READERS},
        verbose_name=_("registration by the calendar of a community"),
        help_text=_("Places, waiting list, letters and meetings at tables are kept there."),
    )
    registration_url = models.URLField(_("or registration elsewhere"), max_length=300, blank=True)
    takes_guests = models.BooleanField(
        _("or registration on this page"),
        default=False,
        help_text=_("For everybody, without an account: a place is taken once the e-mail address is confirmed."),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty for as many as want to come. Who comes later waits, and gets a place that becomes free."),
    )
    register_until = models.DateField(_("last day to register"), null=True, blank=True)
    join_url = models.URLField(
        _("link to join online"), max_length=500, blank=True, help_text=_("Only those who have a place get it.")
    )
    called_off = models.CharField(
        _("does not take place, because"),
        max_length=300,
        blank=True,
        help_text=_("Once this is published, everybody who has a place gets a letter."),
    )
    is_example = models.BooleanField(_("invented, as an example"), default=False)
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    body = StreamField(StoryBlock(), verbose_name=_("text"), use_json_field=True, blank=True)
    afterwards = StreamField(
        StoryBlock(),
        verbose_name=_("what came of it"),
        use_json_field=True,
        blank=True,
        help_text=_("Written afterwards."),
    )
    recording_url = models.URLField(_("recording"), max_length=300, blank=True)

    objects = PageManager.from_queryset(EventQuerySet)()
    template = "cms/events/event.html"
    parent_page_types: ClassVar[list[str]] = ["cms.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_time")]),
                FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_time")]),
                FieldPanel("zone", widget=ZoneSelect),
            ],
            heading=pgettext_lazy("of an event", "When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_online"),
                FieldPanel("place"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("country", widget=CountrySelect)]),
            ],
            heading=pgettext_lazy("of an event", "Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("organisers"), FieldPanel("partners"), FieldPanel("languages"), FieldPanel("fee")],
            heading=_("Who and how"),
        ),
        MultiFieldPanel(
            [
                *(FieldPanel(name) for name in ("gathering", "registration_url", "takes_guests")),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("register_until")]),
                *(FieldPanel(name) for name in ("join_url", "called_off")),
            ],
            heading=_("Registration"),
        ),
        FieldPanel("picture"),
        FieldPanel("body"),
        InlinePanel("sessions", heading=_("Programme"), label=_("session")),
        InlinePanel("speakers", heading=_("Speakers"), label=_("speaker")),
        InlinePanel("materials", heading=_("Materials"), label=_("file")),
        MultiFieldPanel([FieldPanel("afterwards"), FieldPanel("recording_url")], heading=_("Afterwards")),
        FieldPanel("is_example"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page type", "event")
        verbose_name_plural = pgettext_lazy("page type", "events")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="event_page_forward"),
            models.CheckConstraint(condition=~Q(place="") | Q(is_online=True), name="event_page_is_somewhere"),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="event_page_days")]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.reckon()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail saves a draft without cleaning it."""
        self.reckon()
        super().save(*args, **kwargs)

    def reckon(self) -> None:
        """The moments are never older than the days and times they come from."""
        self.starts_at = self.moment(self.starts_on, self.starts_time)
        self.ends_at = self.moment(self.ends_on, self.ends_time)

    def moment(self, day: Any, at: Any) -> datetime:
        """A time that a change of clocks skips is read by the clock of before the change."""
        wall = datetime.combine(day or timezone.localdate(), at or time())
        return moment_of(wall, self.zone) or wall.replace(tzinfo=zone(self.zone)).astimezone(UTC)

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.ends_at <= self.starts_at:
            problems["ends_on"] = _("It cannot end before it begins.")
        if not self.place and not self.is_online:
            problems["place"] = _("Name the place, or say that it is online.")
        if sum(map(bool, (self.gathering, self.registration_url, self.takes_guests))) > 1:
            problems["registration_url"] = _("One way to register is enough: choose one.")
        if problems:
            raise ValidationError(problems)

    @property
    def words(self) -> str:
        """For the search."""
        said = [self.summary, self.place, self.city, self.country_name, self.organisers, plain(self.body)]
        said += [f"{session.title} {session.words}" for session in self.sessions.all()]
        said += [f"{speaker.name} {speaker.organisation}" for speaker in self.speakers.all()]
        return " ".join(said)

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def zone_place(self) -> str:
        return place_of(self.zone)

    @cached_property
    def where(self) -> str:
        place = ", ".join(part for part in (self.place, self.address, self.city, self.country_name) if part)
        return " · ".join(part for part in (place, pgettext("of an event", "online") if self.is_online else "") if part)

    def entry(self) -> Entry:
        """For calendars; the link of an online event stands only in the letters to those who are registered."""
        return Entry(
            uid=f"event-{self.translation_key}",
            start=self.starts_at,
            end=self.ends_at,
            summary=self.title,
            description="\n".join(part for part in (self.summary, self.full_url) if part),
            location=self.where,
            url=self.full_url or "",
            changed_at=self.last_published_at,
            is_cancelled=bool(self.called_off),
        )

    def structured_data(self, absolute: Absolute) -> list[dict[str, Any]]:
        """What is said of it by schema.org; no link that only guests know."""
        start, end = (moment.astimezone(zone(self.zone)) for moment in (self.starts_at, self.ends_at))
        url = absolute(self.url or "")
        made = self.picture and get_rendition_or_not_found(self.picture, "width-960|format-webp")
        place = ", ".join(part for part in (self.place, self.address, self.city, self.country_name) if part)
        facts = {
            "place": place,
            "online": url if self.is_online else "",
            "description": self.summary,
            "image": absolute(made.url) if made else "",
            "eventStatus": f"https://schema.org/Event{'Cancelled' if self.called_off else 'Scheduled'}",
            "organizer": {"@type": "Organization", "name": self.organisers} if self.organisers else None,
            "inLanguage": self.locale.language_code,
        }
        return [] if self.is_example else [event_data(self.title, url, start, end, **facts)]

    def days(self) -> list[tuple[Any, list[EventSession]]]:
        """The programme, day by day."""
        found: dict[Any, list[EventSession]] = {}
        for session in sorted(self.sessions.all(), key=lambda one: (one.day, one.starts, one.sort_order or 0)):
            found.setdefault(session.day, []).append(session)
        return list(found.items())

    def shown_gathering(self, actor: Actor) -> Gathering | None:
        """The event of the community's calendar, if the reader may see it."""
        rows = Gathering.objects.visible_to(actor).listed().select_related("community")
        return rows.filter(pk=self.gathering_id).first() if self.gathering_id else None

    def takes_part(self, actor: Actor) -> bool:
        """Whether the reader has a place at the event."""
        rows = Registration.objects.filter(gathering_id=self.gathering_id or 0, user_id=actor.user_id or 0)
        return rows.filter(state=Coming.GOING).exists()

    @property
    def registration_ended(self) -> bool:
        """By the clock of the event: after its last day to register, or once it has begun."""
        today = timezone.now().astimezone(zone(self.zone)).date()
        return self.starts_at <= timezone.now() or bool(self.register_until and today > self.register_until)

    @property
    def is_open_to_guests(self) -> bool:
        return self.takes_guests and not self.called_off and not self.registration_ended

    def get_context(self, request: Request, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        guest = EventGuest.objects.of_token(request.GET.get("place", ""), self)
        takes_part = guest is not None or (bool(self.gathering_id) and self.takes_part(request.actor))
        return {
            **context,
            "gathering": self.shown_gathering(request.actor),
            "takes_part": takes_part,
            "guest": guest,
            "guests": GuestList.shown(self) if self.takes_guests else None,
            "materials": [one for one in self.materials.all() if one.is_open or takes_part],
            "held_back": any(not one.is_open for one in self.materials.all()) and not takes_part,
            "file_url": reverse("event_file", args=[self.slug]),
        }


def kind_said(value: str) -> str:
    return str(EventPage.Kind(value).label) if value in EventPage.Kind.values else ""


class EventListing(Listing):
    FILTERS: ClassVar[dict[str, Any]] = {
        "kind": Filter(_("Kind"), "kind", kind_said),
        "country": COUNTRY,
        "month": Months(_("Month"), "starts_on", month_said, rank=str),
    }


class EventIndexPage(FilteredIndexPage):
    """Events ahead, narrowed by filters; those that are over stand behind a tab."""

    listing = EventListing
    calendar = "event_calendar"
    template = "cms/events/index.html"
    subpage_types: ClassVar[list[str]] = ["cms.EventPage"]

    class Meta:
        verbose_name = pgettext_lazy("page type", "list of events")

    def articles(self) -> Any:
        return EventPage.objects.live().public().filter(locale_id=self.locale_id)
