from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "offers"
    verbose_name = _("Offers and requests")

    def ready(self) -> None:
        from offers import (  # noqa: F401  (they register themselves)
            acquaintance,
            booth,
            cards,
            prepared,
            readings,
            reported,
            rfq_clock,
            rfq_handlers,
        )
        from offers.desk import queues  # noqa: F401  (it registers the desk's queues)
        from offers.desk.groups import give_permissions
        from offers.models import RFQ, Inquiry, Offer
        from portal.core.subjects import register_subject

        post_migrate.connect(give_permissions, sender=self)
        register_subject("offer", Offer, Offer.parties_to_talk)
        register_subject("inquiry", Inquiry, Inquiry.parties_to_talk)
        register_subject("rfq", RFQ, RFQ.parties_to_talk)
