"""What the groups of the editors' office may do with the snippets of news, help, glossary and legal texts."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

WRITTEN = ("topic", "author", "term", "helpplace")  # by whoever writes
PUBLISHED = ("legalversion",)  # by whoever publishes
RIGHTS = {"Editors": WRITTEN, "Moderators": WRITTEN + PUBLISHED}


def give_rights(sender: Any, **kwargs: Any) -> None:
    """After migrate; an administrator may give more, and what they take away from a group comes back only here."""
    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    known = Permission.objects.using(kwargs["using"]).filter(content_type__app_label="cms")
    for name, models in RIGHTS.items():
        group = Group.objects.using(kwargs["using"]).filter(name=name).first()
        codes = [f"{verb}_{model}" for model in models for verb in ("add", "change", "delete", "view")]
        if group is not None:
            group.permissions.add(*known.filter(codename__in=codes))
