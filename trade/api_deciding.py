"""`/api/v1/rfqs/<ref>/comparison/` and `…/award/`: the page's figures, and the decision, for the buyer's key."""

from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from moneyed import Money
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from offers.models import RFQ
from portal.core.rest import actor_of
from portal.core.texts import clean_block
from trade.award_plan import Plan, option_value
from trade.comparison import Comparison
from trade.comparison_facts import checks_of, differences
from trade.comparison_prices import Column, Price
from trade.comparison_wish import Wish
from trade.models import Award, Quotation

PARAMETERS = [
    OpenApiParameter("currency", str, description="ISO 4217; the request's unless given"),
    OpenApiParameter("incoterm", str, description="One of the eleven rules, or `quoted` for prices as they are"),
    OpenApiParameter(
        "step", int, description="Place of the quantity among those a line names; 0 is the one that counts"
    ),
    OpenApiParameter("sort", str, enum=["total", "lead_time", "tier", "received"]),
    OpenApiParameter("s", str, many=True, description="References of the quotations to compare"),
]
LINE = inline_serializer(
    "AwardedChoice",
    {
        "line": serializers.IntegerField(min_value=1, help_text="The line of the request, counted from 1"),
        "quotation": serializers.CharField(max_length=16),
        "version": serializers.IntegerField(min_value=1, help_text="The version you looked at"),
        "alternative": serializers.IntegerField(
            min_value=0, default=0, help_text="0: the main offer; 1: its first alternative, and so on"
        ),
    },
    many=True,
)


class AwardInput(serializers.Serializer[Any]):
    choices = LINE
    reason = serializers.ChoiceField(choices=Quotation.Reason.choices, default=Quotation.Reason.OTHER_CHOSEN)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


def own_rfq(request: Request, ref: str) -> RFQ:
    found: RFQ = get_object_or_404(RFQ.objects.of(actor_of(request)).select_related("company"), ref=ref)
    return found


class ComparisonView(APIView):
    """The quotations on one of your company's requests, like for like. Amounts are decimals as strings."""

    scope = "rfqs"

    @extend_schema(parameters=PARAMETERS, responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, ref: str) -> Response:
        comparison = Comparison.read(own_rfq(request, ref), actor_of(request), Wish.of(request._request.GET))
        basis = comparison.basis
        return Response(
            {
                "rfq": comparison.rfq.ref,
                "state": comparison.rfq.state,
                "basis": {"currency": basis.currency, "incoterm": basis.incoterm or None, "step": basis.step},
                "notes": comparison.notes.words,
                "lines_all_quote": [place for place, one in enumerate(comparison.asked, 1) if one in comparison.common],
                "suppliers": [supplier_row(column, comparison) for column in comparison.columns],
                "lines": [line_row(place, one, comparison) for place, one in enumerate(comparison.asked, 1)],
            }
        )


class AwardView(APIView):
    """Award lines of one of your company's requests; whoever gets none is declined with `reason` and `note`."""

    scope = "rfqs"

    @extend_schema(request=AwardInput, responses={201: OpenApiTypes.OBJECT})
    def post(self, request: Request, ref: str) -> Response:
        rfq, actor = own_rfq(request, ref), actor_of(request)
        data = AwardInput(data=request.data)
        data.is_valid(raise_exception=True)
        plan = plan_of(data.validated_data["choices"], Comparison.read(rfq, actor))
        made = plan.carry_out(actor, data.validated_data["reason"], clean_block(data.validated_data["note"]))
        return Response(award_row(made), status=201)


def plan_of(choices: list[dict[str, Any]], comparison: Comparison) -> Plan:
    """Raises ValidationError for what is not there, in words that tell nothing of others' requests."""
    plan = Plan(comparison)
    by_ref = {column.quotation.ref: column for column in comparison.every}
    for choice in choices:
        place, column = choice["line"], by_ref.get(choice["quotation"])
        if place > len(comparison.asked) or column is None:
            raise ValidationError({"choices": [_("There is no such line or quotation on this request.")]})
        asked = comparison.asked[place - 1]
        if asked.pk in plan.chosen:
            raise ValidationError({"choices": [_("A line goes to one supplier only.")]})
        offers = [column.main.get(asked.pk), *column.alternatives.get(asked.pk, [])]
        number = choice.get("alternative", 0)
        price = offers[number] if number < len(offers) else None
        if price is None:
            raise ValidationError({"choices": [_("This line cannot be awarded: there is no price for it.")]})
        plan.chosen[asked.pk] = option_value(column, price.line)
        plan.seen[column.quotation.ref] = choice["version"]
    return plan


def supplier_row(column: Column, comparison: Comparison) -> dict[str, Any]:
    met, missed, unknown = checks_of(column, comparison)
    version, supplier = column.version, column.supplier
    return {
        "quotation": column.quotation.ref,
        "url": column.quotation.get_absolute_url(),
        "version": version.number,
        "state": column.quotation.state,
        "turn": column.quotation.turn or None,
        "takes_part": column.stands,
        "can_be_awarded": column.is_awardable,
        "needs_confirmation": column.quotation.needs_confirmation,
        "company": {"slug": supplier.slug, "name": supplier.name, "country": supplier.country, "tier": supplier.tier},
        "currency": version.currency,
        "incoterm": version.incoterm,
        "incoterm_place": version.incoterm_place,
        "rate": plain(column.rate),
        "rate_day": column.rate_day.isoformat() if column.rate_day else None,
        "estimates_missing": list(column.missing),
        "lines_compared": len(column.counted),
        "total": money(column.full_total),
        "total_lines_all_quote": money(column.total_over(one.pk for one in comparison.common)),
        "total_as_stated": money(column.stated_total),
        "lead_time_days": column.lead_time_days,
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "payment": version.payment or None,
        "sample": version.sample or None,
        "requirements": {"met": met, "missed": missed, "unknown": unknown},
        "differences": differences(column, comparison),
    }


def line_row(place: int, asked: Any, comparison: Comparison) -> dict[str, Any]:
    prices = []
    for column in comparison.columns:
        offers = [column.main.get(asked.pk), *column.alternatives.get(asked.pk, [])]
        ref = column.quotation.ref
        prices += [price_row(ref, number, price) for number, price in enumerate(offers) if price is not None]
    wanted = comparison.basis.quantity_of(asked)
    return {"line": place, "title": asked.title, "quantity": plain(wanted), "unit": asked.unit, "prices": prices}


def price_row(ref: str, number: int, price: Price) -> dict[str, Any]:
    return {
        "quotation": ref,
        "alternative": number,
        "title": price.line.title,
        "unit_price": plain(price.unit_price.amount) if price.unit_price else None,
        "total": money(price.total),
        "quoted_unit_price": plain(Decimal(price.own.amount)) if price.own else None,
        "quoted_quantity": plain(price.own_quantity),
        "quoted_unit": price.line.unit,
        "is_below_minimum": price.is_below_minimum,
        "problem": price.problem or None,
    }


def award_row(award: Award) -> dict[str, Any]:
    rows = award.lines.select_related("quotation", "rfq_line").order_by("rfq_line__position", "pk")
    lines = [
        {
            "title": row.rfq_line.title,
            "quotation": row.quotation.ref,
            "quantity": plain(row.quantity),
            "unit_price": plain(row.amount),
        }
        for row in rows
    ]
    return {"rfq": award.rfq.ref, "state": award.rfq.state, "lines": lines}


def plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def money(total: Money | None) -> str | None:
    """With the minor units of its currency, as the page shows it."""
    return None if total is None else f"{total.amount:f}"
