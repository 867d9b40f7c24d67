"""How an order comes about: from an accepted quotation, in the transaction that accepts it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.refs import new_ref
from trade.models.concluded import on_concluded
from trade.models.offered import lines_of
from trade.models.quotation import Quotation
from trade.models.version import QuotationLine
from trade.orders.numbering import next_number
from trade.orders.order_row import OrderLine, OrderRow, sum_of
from trade.rounds.models import PurchaseRound

if TYPE_CHECKING:
    from trade.orders.models import Order

PARTY = (
    *("name", "legal_name", "local_name", "country", "street", "postcode", "city", "region"),
    *("registration_kind", "registration_number"),
)
TERMS = ("incoterm", "incoterm_place", "lead_time_days", "payment", "deposit_percent", "payment_days", "note")


def party_of(company: Company) -> dict[str, str]:
    """The company as it is today, for what must not change with it."""
    return {name: str(getattr(company, name)) for name in PARTY}


def own_address(company: Company) -> dict[str, str]:
    return {name: str(getattr(company, name)) for name in ("name", "street", "postcode", "city", "region", "country")}


class OrderPlacing(OrderRow):
    """The verbs that make an order."""

    class Meta(OrderRow.Meta):
        abstract = True

    @classmethod
    def put_down(
        cls, buyer: Company, supplier: Company, lines: Sequence[OrderLine], by: Actor | None, **fields: Any
    ) -> "Order":
        """A new order with its number, snapshots and total. To be called in the transaction that decides on it."""
        year, number = next_number(supplier)
        order: Any = cls(
            ref=new_ref("O"),
            buyer=buyer,
            supplier=supplier,
            user_id=by.user_id if by else None,
            year=year,
            number=number,
            buyer_party=party_of(buyer),
            supplier_party=party_of(supplier),
            **{"ship_to": own_address(buyer), **fields},
        )
        order.total = sum_of(list(lines), order.currency)
        order.save()
        for position, line in enumerate(lines, 1):
            line.order, line.position = order, position
        OrderLine.objects.bulk_create(lines)
        record("order.placed", order, by=by)
        placed: Order = order
        return placed

    @classmethod
    def place_from_quotation(cls, quotation: Quotation, by: Actor | None) -> "Order | None":
        """The one order of an accepted quotation; the one there is when it was placed already.

        None for that of a joint purchase: there every member has its own (`place_from_split`). The quotation's row
        must be locked; the unique column has the last word.
        """
        with transaction.atomic():
            known: Order | None = cls._default_manager.filter(quotation=quotation).first()  # type: ignore[assignment]  # the manager is loosely typed
            if known is not None or is_joint(quotation) or quotation.state != Quotation.State.ACCEPTED:
                return known
            version = quotation.current
            lines = ordered_lines(quotation)
            if version is None or not lines:
                return None
            return cls.put_down(
                quotation.buyer,
                quotation.supplier,
                lines,
                by,
                kind=cls.Kind.QUOTATION,
                quotation=quotation,
                title=quotation.title,
                currency=version.currency,
                ship_to=destination(quotation),
                **{name: getattr(version, name) for name in TERMS},
            )


def is_joint(quotation: Quotation) -> bool:
    about = Q(rfq_id=quotation.rfq_id) if quotation.rfq_id else Q(inquiry_id=quotation.inquiry_id)
    return PurchaseRound.objects.filter(about).exists()


def destination(quotation: Quotation) -> dict[str, str]:
    """The buyer's own address, or the place that its request names when that is in another country or town."""
    rfq, inquiry = quotation.rfq, quotation.inquiry
    own = own_address(quotation.buyer)
    country = (rfq.delivery_country if rfq else inquiry.delivery_country if inquiry else "") or own["country"]
    place = rfq.delivery_place if rfq else ""
    if country == own["country"] and not place:
        return own
    return {"name": own["name"], "street": "", "postcode": "", "city": place, "region": "", "country": country}


def ordered_lines(quotation: Quotation) -> list[OrderLine]:
    """What was awarded, else every priced main line of the version that was accepted."""
    awarded = quotation.awarded_lines.select_related("line__product", "line__rfq_line").order_by(
        "rfq_line__position", "pk"
    )
    rows = [(row.line, row.quantity, row.amount) for row in awarded]
    if not rows and quotation.rfq_id is None and quotation.current is not None:
        main = [one for one in lines_of([quotation.current])[quotation.current.pk] if not one.is_alternative]
        rows = [(one, one.quantity, one.amount) for one in main if one.amount is not None and one.quantity is not None]
    return [line_from(line, quantity, amount) for line, quantity, amount in rows]


def line_from(line: QuotationLine, quantity: Decimal, amount: Decimal) -> OrderLine:
    product, asked = line.product, line.rfq_line
    return OrderLine(
        product=product,
        title=line.title,
        sku=line.sku,
        text=line.text,
        hs_code=(product.hs_code if product else "") or (asked.hs_code if asked else ""),
        origin=product.origin if product else "",
        quantity=quantity,
        unit=line.unit,
        amount=amount,
    )


@on_concluded
def place(quotation: Quotation, by: Actor) -> None:
    """In the transaction that accepts: an accepted quotation without its order cannot be."""
    from trade.orders.models import Order

    Order.place_from_quotation(quotation, by)
