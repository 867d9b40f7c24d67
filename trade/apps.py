from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "trade"

    def ready(self) -> None:
        from companies.impersonation import keep_out
        from portal.core.subjects import register_subject
        from trade import cards, results  # noqa: F401  (they register themselves)
        from trade.models import Quotation
        from trade.pooled import house as pools  # noqa: F401  (it adds its tab)
        from trade.rounds import house, leaving  # noqa: F401  (its tab, its figures; what leaving does to pledges)

        keep_out("/quotations/", "/my/quotations/", "/my/deadlines", "/api/v1/quotations/")
        keep_out("/communities/[^/]+/pools/")  # what members reckon among themselves
        register_subject("quotation", Quotation, Quotation.parties_to_talk)
