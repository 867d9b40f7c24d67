"""Which members of staff may judge what is reported in communities, and read the results of the programme."""

from typing import Any

GROUPS = {"Desk": ["judge_communities", "read_programme_results"]}


def give_permissions(sender: Any, **kwargs: Any) -> None:
    """The group “Desk” (companies.apps) judges; whom to put in it the administrator says."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    known = Permission.objects.using(kwargs["using"]).filter(content_type__app_label="community")
    for name, codenames in GROUPS.items():
        group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name=name)
        group.permissions.add(*known.filter(codename__in=codenames))
