from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

DESK = ("change_synonymgroup", "see_analytics")


def equip_desk(sender: AppConfig, **kwargs: Any) -> None:
    """Let the group “Desk” keep the synonyms and see what people search for."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    known = Permission.objects.using(kwargs["using"]).filter(content_type__app_label="search", codename__in=DESK)
    group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name="Desk")
    group.permissions.add(*known)


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from portal.core.health import CHECKS
        from search import analytics, desk, handlers, houses, notices, saved, shelf  # noqa: F401  (they subscribe, and add timed jobs)
        from search.engines import engine
        from search.models import SynonymGroup

        CHECKS["search"] = lambda: {"engine": engine().name, "status": engine().status()}
        post_migrate.connect(SynonymGroup.plant, sender=self)
        post_migrate.connect(equip_desk, sender=self)
