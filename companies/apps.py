from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

# Those who read firms' papers are few: they are a group of their own, and neither is one of Wagtail's.
STAFF_GROUPS = {
    "Desk": ("suspend_company", "merge_companies", "impersonate_user"),
    "Reviewers": ("review_claim",),
}


def make_staff_groups(sender: Any, **kwargs: Any) -> None:
    """Give the groups “Desk” and “Reviewers” what their members need; whom to put in them the administrator says."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    known = Permission.objects.using(kwargs["using"]).filter(content_type__app_label="companies")
    for name, codenames in STAFF_GROUPS.items():
        group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name=name)
        group.permissions.add(*known.filter(codename__in=codenames))


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies import own_sections, purge, readings, storing  # noqa: F401 (they register themselves)
        from companies.account import admin, kept, second_factor, sessions  # noqa: F401  (they register themselves)
        from companies.impersonation import keep_out
        from companies.mandates import acting, personal, ticks  # noqa: F401  (they register themselves)
        from companies.models import Company
        from companies.verification import checks, clock, handlers  # noqa: F401  (they register themselves)
        from companies.webhooks import sending  # noqa: F401  (it registers itself)
        from portal.core.subjects import register_subject

        keep_out("/my/mandates/")
        post_migrate.connect(make_staff_groups, sender=self)
        register_subject("company", Company, lambda company: [company.pk], key="slug")
