from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"

    def ready(self) -> None:
        from offers import booth  # noqa: F401 (it registers itself)
        from offers.models import Inquiry, Offer
        from portal.core.subjects import register_subject

        register_subject("offer", Offer, Offer.parties_to_talk)
        register_subject("inquiry", Inquiry, Inquiry.parties_to_talk)
