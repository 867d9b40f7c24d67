"""People: who they are, what they chose, and for which company they act."""

import zoneinfo
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.account.personal import FAREWELLS
from companies.permissions import POWERS, VIEW
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import WrongState
from portal.core.states import locked

if TYPE_CHECKING:
    from companies.models import Company, Membership


def validate_timezone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone such as Asia/Seoul."), params={"name": name})


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address, with the language, currency and time zone of their choice."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=8, default="en")
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    timezone = models.CharField(_("time zone"), max_length=64, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=now)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    acting: "Membership | None" = None  # the place that `actor_for` found last

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once", condition=~models.Q(email="")),
            models.CheckConstraint(
                condition=(models.Q(deleted_at=None) & ~models.Q(email=""))
                | models.Q(deleted_at__isnull=False, email="", name="", is_active=False, is_staff=False),
                name="user_deleted_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        """The name; of a deleted account only that somebody was there."""
        return gettext("A former colleague") if self.deleted_at else self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def actor_for(self, company_slug: str | None = None) -> Actor:
        """The person acting for the named company, else for the first they belong to, else for none.

        A company the person does not (any longer) belong to is as good as none named: access ends with the
        membership, at the next request. Who is not in the named company, but in an intermediary that holds its mandate,
        acts under that; `company_slug` may name the mandate itself (`Actor.acting_key`).
        """
        memberships = list(self.memberships.select_related("company").order_by("pk"))
        chosen = next((one for one in memberships if one.company.slug == company_slug), None)
        if chosen is None and company_slug and (under := under_mandate(self, company_slug, memberships)):
            self.acting = None
            return under
        chosen = chosen or (memberships[0] if memberships else None)
        self.acting = chosen
        return Actor(
            user=self,
            company=chosen.company if chosen else None,
            role=chosen.role if chosen else "",
            powers=powers_of(chosen),
            companies=tuple(one.company for one in memberships),
        )

    def introduce(self, **changes: str) -> None:
        """Change name, language, currency or time zone."""
        with transaction.atomic():
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=list(changes))
            record("person.changed", self, by=Actor(user=self), fields=sorted(changes))

    def companies_to_hand_over(self) -> "list[Company]":
        """Those that would be left without an owner, by name."""
        owned = self.memberships.filter(role="owner", company__closed_at=None).select_related("company")
        owners = self.memberships.model.objects.filter(company=models.OuterRef("company"), role="owner")
        alone = owned.filter(~models.Exists(owners.exclude(user=self)))
        return sorted((one.company for one in alone), key=lambda company: company.name)

    def delete_account(self) -> None:
        """What only the person needed goes; what partners need stays, as by a former colleague. The address is free.

        Raises Refused for the last owner of a company, and WrongState when the account is deleted already.
        """
        with locked(self):
            if self.deleted_at:
                raise WrongState(gettext("This account is deleted already."))
            actor = Actor(user=self)
            for membership in self.memberships.select_related("company").order_by("company_id"):
                membership.end(actor)
            for farewell in FAREWELLS:
                farewell(self)
            self.groups.clear()
            self.user_permissions.clear()
            self.email = self.name = self.currency = self.timezone = ""
            self.is_active = self.is_staff = self.is_superuser = False
            self.last_login, self.deleted_at = None, now()
            self.set_unusable_password()
            self.save()
            record("person.deleted", self, by=actor)


def under_mandate(user: User, key: str, memberships: "list[Membership]") -> Actor | None:
    from companies.mandates.acting import actor_under  # its model needs this module to begin with

    return actor_under(user, key, memberships)


def confirmed_addresses(**which: Any) -> "models.QuerySet[Any, Any]":
    """allauth's rows of addresses that people have confirmed: `email__iexact=…`, or `user_id=…`.

    Found by name, as allauth's models need this module's User to begin with.
    """
    addresses: models.QuerySet[Any, Any] = apps.get_model("account", "EmailAddress")._default_manager.all()
    return addresses.filter(verified=True, **which)


def powers_of(membership: "Membership | None") -> frozenset[str]:
    """What the person may do for the company; while it is suspended its people only look."""
    if membership is None:
        return frozenset()
    return POWERS[membership.role] if membership.company.is_active else VIEW
