"""Which members of staff may judge reported consultations, and who reads who looked at them."""

from typing import Any

GROUPS = {"Desk": ["moderate_talk"], "Programme leads": ["view_desklook"]}


def give_permissions(sender: Any, **kwargs: Any) -> None:
    """The group “Desk” (companies.apps) judges, “Programme leads” read the log; whom to put in them the
    administrator says."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    known = Permission.objects.using(kwargs["using"]).filter(content_type__app_label="consultations")
    for name, codenames in GROUPS.items():
        group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name=name)
        group.permissions.add(*known.filter(codename__in=codenames))
