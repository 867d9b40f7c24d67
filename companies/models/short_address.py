"""`/@hanul`: an address short enough for a business card. Once given it leads to its company for ever."""

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_edit_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

FORM = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,28})[a-z0-9]")
MOST_NAMES = 10  # a company may take in its life; each stays taken
# What a reader would take for the portal itself, or for its staff.
RESERVED_WORDS = (
    "about account accounts admin administrator api billing bot cases catalog categories companies company community "
    "communities contact desk dev docs editor editors events exhibitions help home info inquiries invoices jangteo "
    "legal login logout mail market me media moderator my news no-reply noreply offers official official-jangteo "
    "orders owner payment payments portal privacy products programme program root rfqs search security settings shop "
    "signin signup sitemap staff static status support system team terms test tools trust user users verified "
    "verification webhooks www"
)
RESERVED = frozenset(RESERVED_WORDS.split())


def validate_short_name(name: str) -> None:
    if not FORM.fullmatch(name) or "--" in name:
        raise ValidationError(_("Use 3 to 30 letters a to z, digits and single hyphens, such as hanul-bearing."))
    if name in RESERVED or name.startswith("jangteo"):
        raise ValidationError(_("This name is kept for the portal itself. Choose another."), code="reserved")


class ShortAddressQuerySet(models.QuerySet["ShortAddress"]):
    def visible_to(self, actor: Actor) -> "ShortAddressQuerySet":
        return self.filter(company__in=Company.objects.visible_to(actor))


class ShortAddress(models.Model):
    """A name below `/@`; the company's current one, or a former one that still leads to it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="short_addresses")
    name = models.CharField(_("short address"), max_length=30, unique=True, validators=[validate_short_name])
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    objects = ShortAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-is_current", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=models.Q(is_current=True), name="short_address_one_current"
            )
        ]

    def __str__(self) -> str:
        return f"/@{self.name}"

    @classmethod
    def take(cls, company: Company, name: str, by: Actor) -> "ShortAddress":
        """Make `name` the current one; the one before goes on leading here.

        Raises PermissionDenied without the power, ValidationError for a name that cannot be had, Refused when the
        company has had too many.
        """
        require(can_edit_company(by, company), _("Only an owner or a manager may change the company."))
        validate_short_name(name)
        with locked(company, field="is_active"):
            mine = {one.name: one for one in company.short_addresses.all()}
            if name not in mine and len(mine) >= MOST_NAMES:
                raise Refused(_("A company may take ten short addresses in all. Choose one of those you have."))
            company.short_addresses.update(is_current=False)
            address = mine.get(name) or cls(company=company, name=name)
            address.is_current = True
            try:
                with transaction.atomic():
                    address.save()
            except IntegrityError:
                raise ValidationError(_("Another company has this name already."), code="taken") from None
            record("company.changed", company, by=by, fields=["short_address"])
        return address
