"""How a company arranges its public page: the order of the sections, which are hidden, which products lead."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_edit_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

MOST_PICKED = 8
NOT_YOURS = _("Only an owner or a manager may arrange the page.")


def validate_keys(value: Any) -> None:
    """A list of different short texts, and nothing else."""
    good = isinstance(value, list) and all(isinstance(one, str) and 0 < len(one) <= 40 for one in value)
    if not good or len(set(value)) != len(value) or len(value) > 40:
        raise ValidationError(_("This is no list of sections or products."), code="keys")


class BoothLayout(models.Model):
    """A company without one has every section, in the order they come in.

    `order` and `hidden` are keys of sections (companies/booth.py), `picked` references of products. A key that no
    app knows any more does no harm; a section that came later stands at its own place.
    """

    company = models.OneToOneField(Company, models.CASCADE, related_name="layout")
    order = models.JSONField(default=list, blank=True, validators=[validate_keys])
    hidden = models.JSONField(default=list, blank=True, validators=[validate_keys])
    picked = models.JSONField(default=list, blank=True, validators=[validate_keys])
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.company)

    @classmethod
    def of(cls, company: Company) -> "BoothLayout":
        """The company's own, or one that says nothing and is not saved."""
        return getattr(company, "layout", None) or cls(company=company)

    @classmethod
    def move(cls, company: Company, by: Actor, key: str, step: int, keys: list[str]) -> None:
        """One place up (-1) or down (1) among `keys`, which are all there are, in the default order."""

        def change(layout: BoothLayout) -> None:
            order = layout.ordered(keys)
            if key in order:
                here = order.index(key)
                order.insert(max(0, here + step), order.pop(here))
            layout.order = order

        cls.change(company, by, change)

    @classmethod
    def show(cls, company: Company, by: Actor, key: str, shown: bool) -> None:
        def change(layout: BoothLayout) -> None:
            layout.hidden = [*(one for one in layout.hidden if one != key), *([] if shown else [key])]

        cls.change(company, by, change)

    @classmethod
    def reset(cls, company: Company, by: Actor) -> None:
        """Every section, in the order they come in; the picked products stay."""

        def change(layout: BoothLayout) -> None:
            layout.order = layout.hidden = []

        cls.change(company, by, change)

    @classmethod
    def pick(cls, company: Company, by: Actor, ref: str) -> None:
        """One more product that leads. Raises Refused beyond eight."""

        def change(layout: BoothLayout) -> None:
            if ref not in layout.picked and len(layout.picked) >= MOST_PICKED:
                raise Refused(_("Eight products can lead. Take one away first."))
            layout.picked = list(dict.fromkeys([*layout.picked, ref]))

        cls.change(company, by, change)

    @classmethod
    def unpick(cls, company: Company, by: Actor, ref: str) -> None:
        def change(layout: BoothLayout) -> None:
            layout.picked = [one for one in layout.picked if one != ref]

        cls.change(company, by, change)

    @classmethod
    def lead(cls, company: Company, by: Actor, ref: str) -> None:
        """A picked product comes first."""

        def change(layout: BoothLayout) -> None:
            if ref in layout.picked:
                layout.picked = [ref, *(one for one in layout.picked if one != ref)]

        cls.change(company, by, change)

    @classmethod
    def change(cls, company: Company, by: Actor, change: "Callable[[BoothLayout], None]") -> None:
        """Under the company's lock, so that two clicks at once are two steps."""
        require(can_edit_company(by, company), NOT_YOURS)
        with locked(company, field="is_active"):
            layout, _made = cls.objects.get_or_create(company=company)
            change(layout)
            for value in (layout.order, layout.hidden, layout.picked):
                validate_keys(value)
            layout.save()
            record("company.changed", company, by=by, fields=["layout"])

    def ordered(self, keys: list[str]) -> list[str]:
        """`keys` as the company arranged them; one it has not seen yet stands behind its neighbour of the default."""
        order = [key for key in self.order if key in keys]
        for place, key in enumerate(keys):
            if key not in order:
                before = keys[place - 1] if place else ""
                order.insert(order.index(before) + 1 if before in order else 0, key)
        return order
