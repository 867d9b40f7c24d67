from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"

    def ready(self) -> None:
        from offers import acquaintance, booth, rfq_clock  # noqa: F401 (they register themselves)
        from offers.desk import queues  # noqa: F401 (so does this)
        from offers.models import RFQ, Inquiry, Offer
        from portal.core.subjects import register_subject

        register_subject("offer", Offer, Offer.parties_to_talk)
        register_subject("inquiry", Inquiry, Inquiry.parties_to_talk)
        register_subject("rfq", RFQ, RFQ.parties_to_talk)
