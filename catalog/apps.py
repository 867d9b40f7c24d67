from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def let_the_desk_review(sender: Any, **kwargs: Any) -> None:
    """The group “Desk” judges listings, too (companies/apps.py makes it)."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0, using=kwargs["using"])  # Django's own handler comes after this one
    group, _is_new = Group.objects.using(kwargs["using"]).get_or_create(name="Desk")
    known = Permission.objects.using(kwargs["using"])
    group.permissions.add(*known.filter(content_type__app_label="catalog", codename="review_listing"))


class CatalogConfig(AppConfig):
    name = "catalog"

    def ready(self) -> None:
        from catalog import avif, booth, deleted, handlers  # noqa: F401  (they register themselves)
        from catalog.desk import queues  # noqa: F401  (it registers the queues)
        from catalog.models import Product
        from catalog.printed import work  # noqa: F401  (it registers its handlers and jobs)
        from catalog.standing import clock, prices  # noqa: F401  (they register their jobs)
        from catalog.tree import plant
        from companies.impersonation import keep_out
        from portal.core.subjects import register_subject

        keep_out("/my/recent/", "/my/products/shared/", "/catalogues/shared/")
        register_subject("product", Product, lambda product: [product.company_id])
        post_migrate.connect(plant, sender=self)
        post_migrate.connect(let_the_desk_review, sender=self)
