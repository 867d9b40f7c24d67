"""Companies as they show themselves to the market."""

import zoneinfo
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.timezone import now
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from companies import registration
from companies.acquaintance import acquaintances
from companies.contact import Contact
from companies.edits import Values, merged
from companies.models.company_rows import CompanyQuerySet
from companies.models.company_text import CompanyText
from companies.people import User, validate_timezone
from companies.permissions import can_close_company, can_edit_company
from companies.sectors import sector_name
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.hangul import address_of
from portal.core.live import push
from portal.core.permissions import WrongState, require
from portal.core.places import country_name, language_name
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked
from portal.core.stored import keeps_files

MOST_PRODUCTS = 8  # phrases a company may name as its main products
WORKING_WEEK = [0, 1, 2, 3, 4]  # Monday is 0, as Python counts


def working_week() -> list[int]:
    return list(WORKING_WEEK)


@keeps_files(_("Logo and cover"), owner="pk")
class Company(models.Model):
    """A firm, an intermediary, or the programme itself, as it shows itself to the market."""

    class Kind(models.TextChoices):
        SUPPLIER = "supplier", _("Supplier")
        BUYER = "buyer", _("Buyer")
        BOTH = "both", _("Supplier and buyer")
        INTERMEDIARY = "intermediary", _("Intermediary")
        PROGRAMME = "programme", _("Programme")

    class Tier(models.IntegerChoices):
        """How far claims were checked; each level names its evidence. Never sold."""

        EMAIL = 0, _("E-mail confirmed")
        REGISTERED = 1, _("Registration checked")
        DOCUMENTS = 2, _("Documents checked")
        VISITED = 3, _("Visited or vouched for")

    class Employees(models.TextChoices):
        MICRO = "1-9", _("1 to 9 people")
        SMALL = "10-49", _("10 to 49 people")
        MEDIUM = "50-249", _("50 to 249 people")
        LARGE = "250+", _("250 people or more")

    class Turnover(models.TextChoices):
        """A year's sales in US dollars; bands, as nobody tells strangers more."""

        UNDER_HALF = "<0.5m", _("under USD 0.5 million")
        TO_TWO = "0.5-2m", _("USD 0.5 to 2 million")
        TO_TEN = "2-10m", _("USD 2 to 10 million")
        TO_FIFTY = "10-50m", _("USD 10 to 50 million")
        TO_TWO_HUNDRED = "50-200m", _("USD 50 to 200 million")
        ABOVE = ">200m", _("over USD 200 million")

    class ExportShare(models.TextChoices):
        NONE = "0", _("none yet")
        QUARTER = "1-25", _("up to 25 %")
        HALF = "26-50", _("26 to 50 %")
        MOST = "51-75", _("51 to 75 %")
        NEARLY_ALL = "76-100", _("more than 75 %")

    class ContactRule(models.TextChoices):
        """Who may see an address; staff of the programme and the company's own people always may."""

        EVERYBODY = "everybody", _("Everybody")
        COMPANIES = "companies", _("Signed-in people of a company")
        VERIFIED = "verified", _("Companies whose registration was checked")
        INQUIRY = "inquiry", _("Companies that have sent or received an inquiry")
        NOBODY = "nobody", _("Nobody")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    local_name = models.CharField(_("name in the own script"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SUPPLIER)
    country = models.CharField(_("country"), max_length=2)
    city = models.CharField(_("city"), max_length=80, blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=16, blank=True)
    region = models.CharField(_("state, province or region"), max_length=80, blank=True)
    registration_kind = models.CharField(_("kind of number"), max_length=40, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail for inquiries"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)  # E.164
    email_rule = models.CharField(
        _("who may see the e-mail"), max_length=10, choices=ContactRule, default=ContactRule.COMPANIES
    )
    phone_rule = models.CharField(
        _("who may see the phone number"), max_length=10, choices=ContactRule, default=ContactRule.COMPANIES
    )
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_timezone])
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    working_days = models.JSONField(_("working days"), default=working_week, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    employees = models.CharField(_("people"), max_length=8, choices=Employees, blank=True)
    turnover = models.CharField(_("sales in a year"), max_length=8, choices=Turnover, blank=True)
    export_share = models.CharField(_("share of exports"), max_length=8, choices=ExportShare, blank=True)
    main_products = models.TextField(_("main products"), max_length=600, blank=True)  # a phrase a line
    capacity = models.TextField(_("production capacity"), max_length=1000, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    markets = models.JSONField(_("export markets"), default=list, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True, db_index=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="companies/logos/", blank=True)
    logo_webp = models.FileField(upload_to="companies/logos/", blank=True, editable=False)
    cover = models.ImageField(_("cover"), upload_to="companies/covers/", blank=True)
    cover_webp = models.FileField(upload_to="companies/covers/", blank=True, editable=False)
    cover_small = models.FileField(upload_to="companies/covers/", blank=True, editable=False)
    cover_small_webp = models.FileField(upload_to="companies/covers/", blank=True, editable=False)
    tier = models.PositiveSmallIntegerField(_("verification tier"), choices=Tier, default=Tier.EMAIL)
    tier_since = models.DateField(_("checked on"), null=True, blank=True)
    takes_bookings = models.BooleanField(default=False, editable=False)  # kept by who publishes hours for talks
    is_active = models.BooleanField(_("active"), default=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=now, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__gte=0, tier__lte=3), name="company_tier_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_name"),
        ]
        indexes = [models.Index(fields=["country", "kind"], name="company_directory")]
        permissions = [
            ("suspend_company", "Can suspend and restore companies"),
            ("merge_companies", "Can merge companies that are one"),
            ("impersonate_user", "Can look at the portal as a person"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def found(cls, owner: User, language: str = "", words: dict[str, str] | None = None, **fields: Any) -> "Company":
        """Create a company with `owner` as its owner, and tell the outbox. The slug is made from the name.

        The same form sent twice gives the first company again.
        """
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=owner.pk)
            since = now() - SAME_CLICK
            twins = cls.objects.filter(memberships__user=owner, name=fields.get("name"), created_at__gt=since)
            if (twin := twins.first()) is not None:
                return twin
            company = cls(**fields)
            company.save()
            if words:
                company.texts.create(language=language, **words)
            company.memberships.create(user=owner, role="owner")
            record("company.created", company, by=owner.actor_for(company.slug))
        return company

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.ref:
            self.ref = new_ref("C")
        if not self.slug:
            stem = address_of(self.name)[:60]
            taken = not stem or Company.objects.filter(slug=stem).exists()
            numbered = f"{stem or 'company'}-{self.ref[2:].lower()}"
            self.slug = numbered if taken else stem
            with suppress(IntegrityError), transaction.atomic():
                super().save(*args, **kwargs)
                return
            self.slug = numbered  # somebody else took the plain one at the same moment
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("companies:detail", args=[self.slug])

    @property
    def subject_title(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.tier >= self.Tier.REGISTERED

    @property
    def sells(self) -> bool:
        return self.kind in {self.Kind.SUPPLIER, self.Kind.BOTH}

    @property
    def text(self) -> "CompanyText":
        """What it says of itself in the reader's language, else in English, else in any; empty if nothing."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(get_language() or "en") or texts.get("en") or next(iter(texts.values()), CompanyText())

    @property
    def runs_communities(self) -> bool:
        return self.kind in {self.Kind.INTERMEDIARY, self.Kind.PROGRAMME}

    @property
    def sector_name(self) -> str:
        return str(sector_name(self.sector))

    @property
    def language_names(self) -> list[str]:
        return [language_name(code) for code in self.languages]

    @property
    def market_names(self) -> list[str]:
        return [country_name(code) for code in self.markets]

    @property
    def product_phrases(self) -> list[str]:
        return self.main_products.splitlines()

    @property
    def working_days_shown(self) -> str:
        """`Monday to Friday` for days in a row, else each by its name."""
        days = sorted(day for day in self.working_days if day in WEEKDAYS)
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
            return str(_("%(first)s to %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]})
        return ", ".join(str(WEEKDAYS[day]) for day in days)

    @property
    def registration_label(self) -> str:
        kind = registration.kind_of(self.registration_kind, self.country)
        return str(kind.label if kind.is_checkable else _("Registration number"))

    @property
    def registration_shown(self) -> str:
        return registration.shown(self.registration_number, self.registration_kind, self.country)

    @property
    def is_registration_well_formed(self) -> bool:
        """Whether the number has the form its country prescribes. Nobody has looked whose number it is."""
        return registration.is_well_formed(self.registration_number, self.registration_kind, self.country)

    @property
    def address_lines(self) -> list[str]:
        """Street first and country last, as post from abroad finds its way."""
        place = " ".join(part for part in (self.postcode, self.city) if part)
        place = ", ".join(part for part in (place, self.region) if part)
        return [line for line in (self.street, place, country_name(self.country)) if line]

    @property
    def website_host(self) -> str:
        return (urlsplit(self.website).hostname or "").removeprefix("www.")

    @property
    def tier_steps(self) -> list[dict[str, Any]]:
        """Every level of checking with whether it was reached, from the first to the last."""
        return [{"label": tier.label, "is_reached": tier <= self.tier} for tier in self.Tier]

    def contact_for(self, actor: Actor, known: frozenset[int] | None = None) -> Contact:
        """What this reader may see of e-mail and phone.

        `known` are the actor's acquaintances where the caller has them already (a list asks once for all rows).
        """
        may = {rule: self.meets(rule, actor, known) for rule in {self.email_rule, self.phone_rule}}
        sees_email, sees_phone = may[self.email_rule], may[self.phone_rule]
        return Contact(
            email=self.email if sees_email else "",
            phone=self.phone if sees_phone else "",
            hidden_email=self.get_email_rule_display() if self.email and not sees_email else "",
            hidden_phone=self.get_phone_rule_display() if self.phone and not sees_phone else "",
        )

    def meets(self, rule: str, actor: Actor, known: frozenset[int] | None = None) -> bool:
        """Whether the actor is one of those whom `rule` names; a suspended company's people are everybody."""
        if actor.is_staff or actor.acts_for(self.pk) or rule == self.ContactRule.EVERYBODY:
            return True
        other = actor.company
        if other is None or not other.is_active or rule == self.ContactRule.NOBODY:
            return False
        if rule == self.ContactRule.VERIFIED:
            return bool(other.is_verified)
        if rule == self.ContactRule.INQUIRY:
            return self.pk in (acquaintances(actor) if known is None else known)
        return True

    def similar(self, actor: Actor, most: int = 4) -> list["Company"]:
        """Firms of the same sector that the reader may see, nearest first: shared products, then shared markets."""
        if not self.sector:
            return []
        rows = Company.objects.visible_to(actor).filter(sector=self.sector, is_active=True).exclude(pk=self.pk)
        rows = rows.exclude(kind__in=[self.Kind.INTERMEDIARY, self.Kind.PROGRAMME]) if self.sells else rows
        near = rows.with_texts().order_by("-tier", "-updated_at", "-pk")[:60]
        return sorted(near, key=self.nearness, reverse=True)[:most]

    def nearness(self, other: "Company") -> tuple[int, int, int]:
        words = set(self.main_products.lower().split()) & set(other.main_products.lower().split())
        markets = set(self.markets) & set(other.markets)
        return len(words), len(markets), int(other.kind == self.kind)

    @property
    def local_time(self) -> datetime:
        return now().astimezone(zoneinfo.ZoneInfo(self.timezone))

    @property
    def is_open_now(self) -> bool | None:
        """Whether it is working time there on a working day; None when the hours are not known."""
        if self.opens_at is None or self.closes_at is None:
            return None
        there = self.local_time
        return there.weekday() in self.working_days and self.opens_at <= there.time() < self.closes_at

    def describe(
        self,
        by: Actor,
        changes: dict[str, Any],
        language: str = "",
        words: dict[str, str] | None = None,
        was: Values | None = None,
    ) -> None:
        """Change what the company says of itself, its `words` in one language.

        `was` are the values that the person saw when they began (None: whatever stands now). Raises
        PermissionDenied for anyone without that power, EditedMeanwhile where somebody else has changed the same
        since then; nothing is written in either case.
        """
        require(can_edit_company(by, self), _("Only an owner or a manager may change the company."))
        with locked(self, field="is_active"):
            now_said = {name: getattr(self, name) for name in changes}
            if words is not None:
                text = self.texts.filter(language=language).first() or CompanyText(company=self, language=language)
                now_said |= {name: getattr(text, name) for name in words}
            todo = merged(was or {}, now_said, {**changes, **(words or {})})
            if not todo:
                return
            fields = [name for name in todo if name in changes]
            for name in fields:
                setattr(self, name, todo[name])
            self.save(update_fields=[*fields, "updated_at"])
            if words is not None and len(fields) < len(todo):
                self.texts.update_or_create(language=language, defaults={n: todo.get(n, now_said[n]) for n in words})
            record("company.changed", self, by=by, fields=sorted(todo))

    def close(self, by: Actor) -> None:
        """Its owner takes it off the market for good: nobody finds it, its keys are void, its people only look.

        What partners have from it (inquiries, consultations) stays with them. Raises PermissionDenied for anyone but
        an owner, WrongState when it is closed already.
        """
        with locked(self, field="is_active"):
            require(can_close_company(by, self), _("Only an owner may close the company."))
            if self.closed_at:
                raise WrongState(gettext("This company is closed already. Nothing was done twice."))
            self.closed_at, self.is_active = now(), False
            self.save(update_fields=["closed_at", "is_active", "updated_at"])
            self.api_tokens.all().delete()
            record("company.closed", self, by=by)
            for user_id in self.memberships.values_list("user_id", flat=True):
                push(f"user.{user_id}", "access.changed")
