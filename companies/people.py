"""People: who they are, what they chose, and for which company they act."""

import zoneinfo
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.permissions import POWERS, VIEW
from portal.core.actor import Actor

if TYPE_CHECKING:
    from companies.models import Membership


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

    acting: "Membership | None" = None  # the place that `actor_for` found last

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def actor_for(self, company_slug: str | None = None) -> Actor:
        """The person acting for the named company, else for the first they belong to, else for none.

        A company the person does not (any longer) belong to is as good as none named: access ends with the
        membership, at the next request.
        """
        memberships = list(self.memberships.select_related("company").order_by("pk"))
        chosen = next((one for one in memberships if one.company.slug == company_slug), None)
        chosen = chosen or (memberships[0] if memberships else None)
        self.acting = chosen
        return Actor(
            user=self,
            company=chosen.company if chosen else None,
            role=chosen.role if chosen else "",
            powers=powers_of(chosen),
            companies=tuple(one.company for one in memberships),
        )


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
