from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

STAFF_PERMISSIONS = ("suspend_company", "merge_companies", "impersonate_user", "review_claim")


def make_moderators(sender: Any, **kwargs: Any) -> None:
    """Give the group “Moderators” what its members need at the desk; Wagtail has a group of that name too."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name="Moderators")
    wanted = Permission.objects.using(kwargs["using"]).filter(codename__in=STAFF_PERMISSIONS)
    group.permissions.add(*wanted.filter(content_type__app_label="companies"))


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies import own_sections, purge  # noqa: F401 (they register themselves)
        from companies.account import admin, kept, second_factor, sessions  # noqa: F401  (they register themselves)
        from companies.models import Company
        from companies.verification import checks, clock, handlers  # noqa: F401  (they register themselves)
        from portal.core.subjects import register_subject

        post_migrate.connect(make_moderators, sender=self)
        register_subject("company", Company, lambda company: [company.pk], key="slug")
