"""Companies as they show themselves to the market."""

import zoneinfo
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import now
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from companies.people import User, validate_timezone
from companies.permissions import can_close_company, can_edit_company
from companies.sectors import sector_name
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import WrongState, require
from portal.core.places import country_name, language_name
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked


class CompanyQuerySet(models.QuerySet["Company"]):
    def visible_to(self, actor: Actor) -> "CompanyQuerySet":
        """Every active company is public; a suspended one only its own people and staff see."""
        if actor.is_staff:
            return self
        return self.filter(models.Q(is_active=True) | models.Q(pk=actor.company_id))

    def suppliers(self) -> "CompanyQuerySet":
        return self.filter(kind__in=[Company.Kind.SUPPLIER, Company.Kind.BOTH])

    def with_texts(self) -> "CompanyQuerySet":
        return self.prefetch_related("texts")

    def countries(self) -> list[str]:
        """The countries that occur, for a filter."""
        return list(self.order_by("country").values_list("country", flat=True).distinct())

    def matching(
        self, q: str = "", sector: str = "", country: str = "", kind: str = "", tier: int = 0
    ) -> "CompanyQuerySet":
        """Those that pass every filter given; `q` is looked for in the names and in what they say they make."""
        rows = self.filter(tier__gte=tier)
        for field, value in {"sector": sector, "country": country, "kind": kind}.items():
            rows = rows.filter(**{field: value}) if value else rows
        if q:
            said = CompanyText.objects.filter(tagline__icontains=q).values("company_id")
            named = models.Q(name__icontains=q) | models.Q(local_name__icontains=q)
            rows = rows.filter(named | models.Q(pk__in=said))
        return rows


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

    ref = models.CharField(max_length=16, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    local_name = models.CharField(_("name in the own script"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SUPPLIER)
    country = models.CharField(_("country"), max_length=2)
    city = models.CharField(_("city"), max_length=80, blank=True)
    timezone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_timezone])
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    employees = models.CharField(_("people"), max_length=8, choices=Employees, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    markets = models.JSONField(_("export markets"), default=list, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True, db_index=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ImageField(_("logo"), upload_to="companies/logos/", blank=True)
    cover = models.ImageField(_("cover"), upload_to="companies/covers/", blank=True)
    tier = models.PositiveSmallIntegerField(_("verification tier"), choices=Tier, default=Tier.EMAIL)
    tier_since = models.DateField(_("checked on"), null=True, blank=True)
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
            stem = slugify(self.name)[:60]
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
    def website_host(self) -> str:
        return (urlsplit(self.website).hostname or "").removeprefix("www.")

    @property
    def tier_steps(self) -> list[dict[str, Any]]:
        """Every level of checking with whether it was reached, from the first to the last."""
        return [{"label": tier.label, "is_reached": tier <= self.tier} for tier in self.Tier]

    @property
    def local_time(self) -> datetime:
        return now().astimezone(zoneinfo.ZoneInfo(self.timezone))

    @property
    def is_open_now(self) -> bool | None:
        """Whether it is working time there (Monday to Friday); None when the hours are not known."""
        if self.opens_at is None or self.closes_at is None:
            return None
        there = self.local_time
        return there.weekday() < 5 and self.opens_at <= there.time() < self.closes_at

    def describe(
        self, by: Actor, changes: dict[str, Any], language: str = "", words: dict[str, str] | None = None
    ) -> None:
        """Change what the company says of itself, its `words` in one language.

        Raises PermissionDenied for anyone without that power.
        """
        with transaction.atomic():
            require(can_edit_company(by, self), _("Only an owner or a manager may change the company."))
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=[*changes, "updated_at"])
            if words is not None:
                self.texts.update_or_create(language=language, defaults=words)
            record("company.changed", self, by=by)

    def close(self, by: Actor) -> None:
        """Its owner takes it off the market for good: nobody finds it, its keys are void, its people only look.

        What partners have from it (inquiries, consultations) stays with them. Raises PermissionDenied for anyone but
        an owner, WrongState when it is closed already.
        """
        with locked(self):
            require(can_close_company(by, self), _("Only an owner may close the company."))
            if self.closed_at:
                raise WrongState(gettext("This company is closed already. Nothing was done twice."))
            self.closed_at, self.is_active = now(), False
            self.save(update_fields=["closed_at", "is_active", "updated_at"])
            self.api_tokens.all().delete()
            record("company.closed", self, by=by)


class CompanyText(models.Model):
    """What the company says of itself in one language."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    tagline = models.CharField(_("what you make, in one sentence"), max_length=200, blank=True)
    about = models.TextField(_("about the company"), max_length=8000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "language"], name="company_text_once")]

    def __str__(self) -> str:
        return self.tagline
