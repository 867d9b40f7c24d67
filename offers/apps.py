from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"

    def ready(self) -> None:
        from offers.models import Inquiry, Offer
        from portal.core.subjects import register_subject

        register_subject("offer", Offer, lambda offer: [offer.company_id])
        register_subject("inquiry", Inquiry, lambda inquiry: [inquiry.buyer_id, inquiry.supplier_id])
