"""What threads of a community are sorted into; its steward says which there are."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from community.permissions import can_moderate_community, can_run_community, can_write_in_community
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

MOST_CATEGORIES = 30
NOT_YOURS = _("Only a steward may change the categories.")


class TalkCategory(models.Model):
    """`key` names it in addresses; it is made from the first name and stays when the name changes."""

    class Starters(models.TextChoices):
        MEMBERS = "members", _("All members")
        MODERATORS = "moderators", _("Stewards and moderators")

    community = models.ForeignKey(Community, models.CASCADE, related_name="talk_categories")
    key = models.SlugField(max_length=60, allow_unicode=True)
    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("what belongs here"), max_length=200, blank=True)
    starters = models.CharField(_("who may start threads"), max_length=10, choices=Starters, default=Starters.MEMBERS)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=1)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["community", "key"], name="talk_category_key_once"),
            models.UniqueConstraint(fields=["community", "name"], name="talk_category_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, community: Community, by: Actor, name: str, **fields: Any) -> "TalkCategory":
        """Raises Refused for a name that is taken, and after thirty."""
        with locked(community):
            require(can_run_community(by, community), NOT_YOURS)
            known = list(community.talk_categories.values_list("key", "name"))
            if len(known) >= MOST_CATEGORIES:
                raise Refused(_("Up to %(most)s categories, please.") % {"most": MOST_CATEGORIES})
            refuse_taken(name, [one for _key, one in known])
            category = cls._default_manager.create(
                community=community, key=free_key(name, {key for key, _name in known}), name=name, **fields
            )
            record("talk_category.added", category, by=by)
        return category

    def describe(self, by: Actor, **changes: Any) -> None:
        with locked(self.community):
            require(can_run_community(by, self.community), NOT_YOURS)
            others = self.community.talk_categories.exclude(pk=self.pk)
            refuse_taken(changes.get("name", self.name), list(others.values_list("name", flat=True)))
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=list(changes))
            record("talk_category.changed", self, by=by)

    def remove(self, by: Actor) -> None:
        """Its threads stay, without a category."""
        with locked(self.community):
            require(can_run_community(by, self.community), NOT_YOURS)
            record("talk_category.removed", self, by=by, name=self.name)
            self.delete()

    def may_be_started_in(self, actor: Actor) -> bool:
        if self.starters == self.Starters.MODERATORS:
            return can_moderate_community(actor, self.community)
        return can_write_in_community(actor, self.community)


def refuse_taken(name: str, names: list[str]) -> None:
    if name.casefold() in {one.casefold() for one in names}:
        raise Refused(_("There is a category of that name already."))


def free_key(name: str, taken: set[str]) -> str:
    stem = slugify(name, allow_unicode=True)[:50] or "category"
    return stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 99) if f"{stem}-{n}" not in taken)
