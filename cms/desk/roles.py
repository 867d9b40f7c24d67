"""Author, editor and publisher of a section: one group for each, with Wagtail's permissions in all its languages."""

import uuid
from typing import Any

from django.contrib.auth.models import Group
from django.db import models, transaction
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.desk.permissions import can_give_section_role
from companies.models import User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require


class SectionRoleQuerySet(models.QuerySet["SectionRole"]):
    def in_order(self) -> "SectionRoleQuerySet":
        """The whole site first, then section by section, the smaller role before the greater."""
        return self.order_by("-is_whole_site", "name", "pk").prefetch_related("group__user_set")

    def of(self, user: Any) -> "SectionRoleQuerySet":
        return self.filter(group__user=user)


class SectionRole(models.Model):
    """What somebody may do in one section, whichever language its pages are in."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        EDITOR = "editor", _("editor")
        PUBLISHER = "publisher", _("publisher")

    section = models.UUIDField(help_text=_("The translation key that the section's pages share"))
    name = models.CharField(_("section"), max_length=255, help_text=_("Its address, or “site” for all of it"))
    is_whole_site = models.BooleanField(default=False)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    group = models.OneToOneField(Group, models.CASCADE, related_name="section_role", verbose_name=_("group"))

    objects = SectionRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in a section")
        verbose_name_plural = _("roles in sections")
        constraints = [models.UniqueConstraint(fields=["section", "role"], name="one_group_for_a_role_in_a_section")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_role_display()}"

    @property
    def members(self) -> list[User]:
        """Those of `people`, for a list of roles that was fetched by `in_order`: without a query for each."""
        return sorted((user for user in self.group.user_set.all() if user.is_active), key=lambda user: user.name)

    def people(self) -> "models.QuerySet[User]":
        return User.objects.filter(groups=self.group, is_active=True).order_by("name", "pk")

    def give(self, user: User, by: Actor | None) -> None:
        """`by` is None at the command line of the machine. Somebody has one role in a section: the former one ends."""
        self.change(user, by, add=True)

    def take(self, user: User, by: Actor | None) -> None:
        self.change(user, by, add=False)

    @transaction.atomic
    def change(self, user: User, by: Actor | None, *, add: bool) -> None:
        require(by is None or can_give_section_role(by.user), _("Your account may not give roles."))
        roles = SectionRole.objects.select_for_update(of=("self",), no_key=True).filter(section=self.section)
        user.groups.remove(*Group.objects.filter(section_role__in=roles))
        if add:
            user.groups.add(self.group)
        kind = "editor_role.given" if add else "editor_role.taken"
        record(kind, self, by=by, user=user.pk, section=self.name, role=self.role)


def section_titles() -> dict[uuid.UUID, str]:
    """What each section is called: in the reader's language, where it has a version in it."""
    found: dict[uuid.UUID, str] = {}
    roles = dict(SectionRole.objects.values_list("section", "is_whole_site"))
    pages = Page.objects.filter(translation_key__in=roles).order_by("locale_id")
    for key, code, title in pages.values_list("translation_key", "locale__language_code", "title"):
        if key not in found or code == get_language():
            found[key] = title
    return found | {key: gettext("The whole site") for key, is_whole in roles.items() if is_whole}
