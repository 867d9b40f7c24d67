"""What a portal needs at Stripe before somebody can pay: the supporter's price, and suppliers with an account.

At Stripe staff enter the price and suppliers connect themselves; a demonstration finds both already there.
"""

from companies.models import Company
from payments.localstripe.server import LocalStripe
from payments.models import PayAccount, Plan
from portal.core.money import to_minor

PRICE, PRODUCT, AMOUNT = "price_local_supporter", "prod_local_supporter", 20


def furnish(server: LocalStripe, ready: list[str]) -> None:
    """Again at each start: what is there stays. Ids are fixed, so that a lost file makes no second account."""
    offer_supporter(server)
    for company in Company.objects.filter(slug__in=ready):
        connect(server, company)


def offer_supporter(server: LocalStripe) -> None:
    """Only where staff have entered no price of their own."""
    Plan.objects.filter(slug="supporter", price="").update(price=PRICE, amount=AMOUNT, currency="USD", is_offered=True)
    plan = Plan.objects.filter(slug="supporter", price=PRICE).first()
    if plan is None or PRICE in server.store.things:
        return
    server.acts.create_product({"name": f"{plan.name} · Jangteo"}, PRODUCT)
    amount = {"unit_amount": to_minor(plan.money), "currency": plan.currency.lower()}
    server.acts.create_price({"product": PRODUCT, **amount, "recurring": {"interval": "month"}}, PRICE)


def connect(server: LocalStripe, company: Company) -> None:
    row = PayAccount.objects.filter(company=company).first()
    account = row.account if row and row.account else f"acct_local{company.pk}"
    if account not in server.store.things:
        if row and row.account and not row.account.startswith("acct_local"):
            return  # connected by its people: at another Stripe, or at one whose file was deleted
        server.acts.create_account({"country": company.country, "email": f"{company.slug}@demo.example"}, account)
        server.acts.onboard(account)
    if row is None:
        PayAccount.objects.create(company=company, account=account, state=PayAccount.State.ENABLED)
