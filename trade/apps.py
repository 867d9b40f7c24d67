from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "trade"

    def ready(self) -> None:
        from companies.impersonation import keep_out
        from portal.core.subjects import register_subject
        from trade import cards, results  # noqa: F401  (they register themselves)
        from trade.invoices import cards as invoice_cards  # noqa: F401  (they register themselves)
        from trade.invoices import order_section  # noqa: F401  (its part of an order's page)
        from trade.models import Invoice, Order, Quotation
        from trade.orders import cards as order_cards  # noqa: F401  (they register themselves)
        from trade.pooled import house as pools  # noqa: F401  (it adds its tab)
        from trade.rounds import house, leaving  # noqa: F401  (its tab, its figures; what leaving does to pledges)
        from trade.settling import cards as payment_cards  # noqa: F401  (they register themselves)
        from trade.settling import page as payments  # noqa: F401  (it adds its section to orders)
        from trade.settling import shown_on_invoices  # noqa: F401  (the account that invoices name)

        keep_out("/quotations/", "/my/quotations/", "/my/deadlines", "/api/v1/quotations/")
        keep_out("/communities/[^/]+/pools/")  # what members reckon among themselves
        keep_out("/orders/", "/api/v1/orders/", "/my/payee-account/", "/my/ledger/")
        keep_out("/invoices/", "/api/v1/invoices/")
        register_subject("quotation", Quotation, Quotation.parties_to_talk)
        register_subject("order", Order, Order.parties_to_talk)
        register_subject("invoice", Invoice, Invoice.parties_to_talk)
