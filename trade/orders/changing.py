"""Changes of an order by agreement: one side asks, the other agrees or not. One at a time."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from moneyed import Money

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked
from portal.core.values import require_within
from trade.orders.change_row import OrderChange
from trade.orders.moving import FOLLOW, check_dates
from trade.orders.order_row import OrderLine, sum_of
from trade.orders.shipping import OrderShipping
from trade.orders.wording import DATES, LINE, TERMS, day_from, number_from, wording_of
from trade.permissions import can_act_on_order, can_fulfil_order

MOST_LINES = 600
PROPOSED = OrderChange.State.PROPOSED
GONE = _("This change was decided already, or another one is open. Look at the order again.")


class OrderChanging(OrderShipping):
    """`wording` is what trade/orders/wording.py makes of an order: terms, dates, address, lines."""

    class Meta(OrderShipping.Meta):
        abstract = True

    def propose_change(
        self,
        by: Actor,
        reason: str = "",
        lines: Sequence[Mapping[str, Any]] | None = None,
        *,
        cancels: bool = False,
        ship_to: Mapping[str, str] | None = None,
        **terms: Any,
    ) -> OrderChange:
        """Ask the other side for other terms, dates or lines (the whole of them, as `line_words` names their columns).

        With `cancels` to end the order, which must not have been sent in part. Raises Refused while another is open.
        """
        with locked(self, *self.CHANGEABLE):
            require(can_act_on_order(by, self), _("Your role may not ask for a change of this order."))
            if self.changes.filter(state=PROPOSED).exists():
                raise WrongState(_("A change is open already: it is answered or taken back first."))
            before = wording_of(self)
            after = {"cancels": True} if cancels else changed(before, lines, ship_to, terms)
            if cancels and not reason.strip():
                raise Refused(_("Say why, in a sentence: the other side plans by it."))
            if after == before:
                raise Refused(_("It says the same as the order. Change something first."))
            self.check_change(after)
            require_within(by, self.power_of(by), self.sum if cancels else total_of(after))
            change: OrderChange = self.changes.create(
                number=self.changes.count() + 1,
                company_id=by.company_id,
                user=by.user,
                reason=reason.strip()[:1000],
                before=before,
                after=after,
            )
            self.save(update_fields=["updated_at"])
            record("order.change_asked", self, by=by, change=change.number)
        return change

    def agree_change(self, number: int, by: Actor) -> None:
        """The other side agrees: the order says what was proposed, or is cancelled. The former wording is kept."""
        with locked(self, *self.CHANGEABLE):
            change = self.open_change(number)
            self.require_other_side(change, by)
            self.check_change(change.after)
            if change.after.get("cancels"):
                change.decide(OrderChange.State.AGREED, by)
                self.end_cancelled(change.company_id, change.reason)
                record("order.change_agreed", self, by=by, change=number)
                record("order.cancelled", self, by=by)
                return
            require_within(by, self.power_of(by), total_of(change.after))
            self.rewrite(change.after)
            change.decide(OrderChange.State.AGREED, by)
            record("order.change_agreed", self, by=by, change=number)
            self.settle_shipped(by)

    def refuse_change(self, number: int, answer: str, by: Actor) -> None:
        with locked(self, *self.CHANGEABLE):
            change = self.open_change(number)
            self.require_other_side(change, by)
            change.decide(OrderChange.State.REFUSED, by, answer)
            self.save(update_fields=["updated_at"])
            record("order.change_refused", self, by=by, change=number)

    def withdraw_change(self, number: int, by: Actor) -> None:
        with locked(self, *self.CHANGEABLE):
            change = self.open_change(number)
            is_own = by.acts_for(change.company_id) and can_act_on_order(by, self)
            require(is_own, _("Only the side that asked for it takes it back."))
            change.decide(OrderChange.State.WITHDRAWN, by)
            self.save(update_fields=["updated_at"])
            record("order.change_withdrawn", self, by=by, change=number)

    # -- to be called under the lock --------------------------------------------------------------------------------

    def open_change(self, number: int) -> OrderChange:
        change: OrderChange | None = self.changes.filter(number=number, state=PROPOSED).first()
        if change is None:
            raise WrongState(GONE)
        return change

    def require_other_side(self, change: OrderChange, by: Actor) -> None:
        may = can_act_on_order(by, self) and not by.acts_for(change.company_id)
        require(may, _("The other side answers this change."))

    def power_of(self, by: Actor) -> str:
        return "sell" if can_fulfil_order(by, self) else "buy"

    def check_change(self, after: Mapping[str, Any]) -> None:
        """What was sent already stays ordered, at the currency it was ordered in."""
        sent = {line.position: line for line in self.lines.filter(shipped__gt=0)}
        if after.get("cancels"):
            if sent:
                raise Refused(_("A part was sent already: lower the quantities to what was sent instead."))
            return
        rows = {row["position"]: row for row in after["lines"]}
        invoiced = self.lines.filter(invoice_lines__invoice__state="issued").exclude(position__in=rows).first()
        if invoiced is not None:
            words = _("“%(title)s” stands on a paper that was issued: it stays; lower its quantity instead.")
            raise Refused(words % {"title": invoiced.title})
        for position, line in sent.items():
            row = rows.get(position)
            if row is None or Decimal(row["quantity"]) < line.shipped or row["unit"] != line.unit:
                words = _("Of “%(title)s” a part was sent already: it cannot be ordered below that.")
                raise Refused(words % {"title": line.title})

    def rewrite(self, after: Mapping[str, Any]) -> None:
        """Lines keep their place, so that deliveries stay with what they delivered."""
        there = {line.position: line for line in self.lines.select_for_update(no_key=True)}
        rows = after["lines"]
        kept = {row["position"] for row in rows}
        self.lines.filter(position__in=set(there) - kept).delete()
        lines = []
        for row in rows:
            line = there.get(row["position"]) or OrderLine(order_id=self.pk, position=row["position"])
            for name in LINE:
                setattr(line, name, number_from(row[name]) if name in {"quantity", "amount"} else row[name])
            line.save()
            lines.append(line)
        for name in TERMS:
            setattr(self, name, number_from(after[name]) if name == "deposit_percent" else after[name])
        for name in DATES:
            setattr(self, name, day_from(after[name]))
        self.ship_to, self.total = after["ship_to"], sum_of(lines, self.currency)
        self.save()

    def settle_shipped(self, by: Actor) -> None:
        """Quantities came down to what was sent: nothing is left to wait for."""
        if not self.deliveries.exists() or any(line.left for line in self.lines.all()):
            return
        if self.state != self.State.SHIPPED:
            self.go_on(self.State.SHIPPED, "shipped_at")
            last = self.deliveries.count()
            record("order.shipped", self, by=by, delivery=last, is_last=True)
        if not self.deliveries.filter(received_at=None).exists():
            self.go_on(self.State.DELIVERED, "delivered_at")
            record("order.delivered", self, by=by, delivery=self.deliveries.count(), by_supplier=False, complaint=False)


def changed(
    before: dict[str, Any], lines: Sequence[Mapping[str, Any]] | None, ship_to: Any, terms: Mapping[str, Any]
) -> dict[str, Any]:
    """The wording as it would be; raises Refused for what no order can say."""
    wording = {**before}
    for name, value in terms.items():
        if name not in (*TERMS, *DATES) or name == "currency":
            raise ValueError(f"no term that changes: {name}")
        wording[name] = plain(value)
    check_terms(wording)
    check_days(before, wording)
    if ship_to is not None:
        wording["ship_to"] = {**before["ship_to"], **{name: str(text)[:200] for name, text in ship_to.items()}}
    if lines is not None:
        wording["lines"] = changed_lines(before["lines"], lines)
    return wording


def check_terms(wording: Mapping[str, Any]) -> None:
    if bool(wording["incoterm"]) != bool(wording["incoterm_place"]):
        raise Refused(_("An Incoterm goes with its named place, as in “FOB Busan”."))
    if wording["payment"] in {"deposit", "after_documents"} and not wording["deposit_percent"]:
        raise Refused(_("Say how large the deposit is, in percent."))


def check_days(before: Mapping[str, Any], wording: Mapping[str, Any]) -> None:
    """Days that move are days to come; all of them follow each other."""
    check_dates(*(day_from(wording[name]) for name in DATES if wording[name] != before[name]))
    days = [day for name in DATES if (day := day_from(wording[name]))]
    if days != sorted(days):
        raise Refused(FOLLOW)


def changed_lines(before: list[dict[str, Any]], lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """New ones without `position` come behind; one that is left out goes."""
    known = {row["position"]: row for row in before}
    last = max(known, default=0)
    rows = []
    for line in lines:
        position = line.get("position")
        if position is not None and position not in known:
            raise WrongState(_("A line was changed meanwhile. Look at the order again."))
        last += position is None
        empty = {**dict.fromkeys(LINE, ""), "unit": "C62"}
        row = {**known.get(position or 0, empty), **{name: plain(line[name]) for name in LINE if name in line}}
        rows.append({**row, "position": position or last})
    if not rows or len(rows) > MOST_LINES:
        raise Refused(_("An order needs at least one line. To end it, ask to cancel it."))
    for row in rows:
        quantity, amount = number_from(row["quantity"]), number_from(row["amount"])
        if quantity is None or quantity <= 0 or amount is None or amount < 0 or not row["title"]:
            raise Refused(_("Each line needs a name, a quantity above 0 and a price."))
    return rows


def plain(value: Any) -> Any:
    """As a wording keeps it: text, whole numbers, or nothing."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def total_of(after: Mapping[str, Any]) -> Money:
    lines = [OrderLine(quantity=Decimal(row["quantity"]), amount=Decimal(row["amount"])) for row in after["lines"]]
    return Money(sum_of(lines, after["currency"]), after["currency"])
