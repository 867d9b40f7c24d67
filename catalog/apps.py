from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = _("Catalogue")

    def ready(self) -> None:
        from catalog import arranging, avif, booth, cards, deleted, handlers, readings  # noqa: F401  (they register themselves)
        from catalog.desk import queues  # noqa: F401  (it registers the queues)
        from catalog.desk.groups import give_permissions
        from catalog.models import Product
        from catalog.printed import work  # noqa: F401  (it registers its handlers and jobs)
        from catalog.reports import handlers as report_handlers  # noqa: F401  (it registers itself)
        from catalog.reports import products  # noqa: F401  (it registers what can be reported)
        from catalog.standing import clock, prices  # noqa: F401  (they register their jobs)
        from catalog.tree import plant
        from catalog.variants import variant_words
        from companies.impersonation import keep_out
        from portal.core.subjects import register_subject

        keep_out("/my/reports/", "/my/recent/", "/my/products/shared/", "/catalogues/shared/")
        register_subject("product", Product, lambda product: [product.company_id], part=variant_words)
        post_migrate.connect(plant, sender=self)
        post_migrate.connect(give_permissions, sender=self)
