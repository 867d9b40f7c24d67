from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "trade"

    def ready(self) -> None:
        from portal.core.subjects import register_subject
        from trade.models import Quotation

        register_subject("quotation", Quotation, Quotation.parties_to_talk)
