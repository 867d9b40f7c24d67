"""Which members of staff may judge requests for quotation, and inquiries reported as spam."""

from typing import Any


def give_permissions(sender: Any, **kwargs: Any) -> None:
    """The group “Desk” (companies.apps) may; whom to put in it the administrator says."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name="Desk")
    known = Permission.objects.using(kwargs["using"]).filter(content_type__app_label="offers")
    group.permissions.add(*known.filter(codename__in=["review_inquiry", "review_rfq"]))
