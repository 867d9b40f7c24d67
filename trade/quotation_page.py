"""What the page of a quotation shows this reader, and what they may do there now."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from moneyed import Money

from offers.models import RFQLine
from offers.requirements import Requirement
from portal.core.actor import Actor
from trade.feedback import BANDS
from trade.models import Quotation, QuotationLine, QuotationVersion
from trade.permissions import can_approve_quotation, can_decide_quotation, can_write_quotation
from trade.quotation_words import Group, Wording, changes_between, term_words

State, Side = Quotation.State, QuotationVersion.Side


@dataclass(frozen=True)
class Check:
    """A requirement, what was answered, and whether that meets it (None: nobody can tell)."""

    required: Requirement
    answer: str
    is_met: bool | None


@dataclass(frozen=True)
class Shown:
    line: QuotationLine
    asked: RFQLine | None
    checks: list[Check]
    total: Money | None


def lines_shown(quotation: Quotation, version: QuotationVersion) -> list[Shown]:
    asked = {line.pk: line for line in quotation.rfq.lines.all()} if quotation.rfq else {}
    places = {pk: place for place, pk in enumerate(asked)}
    lines = sorted(version.all_lines(), key=lambda line: places.get(line.rfq_line_id or 0, len(places)))
    return [shown(line, asked.get(line.rfq_line_id or 0)) for line in lines]


def shown(line: QuotationLine, asked: RFQLine | None) -> Shown:
    said = {answer["name"]: answer["value"] for answer in line.answers}
    required = asked.required if asked else []
    checks = [Check(one, said.get(one.name, ""), one.is_met_by(said.get(one.name, ""))) for one in required]
    return Shown(line, asked, checks, line.total)


def version_shown(quotation: Quotation, actor: Actor, number: int | None) -> QuotationVersion | None:
    """The one asked for among those the reader may read, else the one on the table, else their own draft."""
    versions = quotation.versions_for(actor)
    if number is not None:
        return versions.filter(number=number).first()
    return quotation.current or versions.last()


def acts_of(quotation: Quotation, actor: Actor) -> set[str]:
    """What this person may do now; the verbs themselves ask again."""
    found: set[str] = set()
    draft = quotation.unsent(Side.SUPPLIER) if actor.acts_for(quotation.supplier_id) else None
    waits = draft is not None and draft.approval == QuotationVersion.Approval.ASKED
    if can_write_quotation(actor, quotation):
        found |= writing_acts(quotation, waits)
    if can_approve_quotation(actor, quotation) and waits:
        found.add("approve")
    if can_decide_quotation(actor, quotation) and quotation.turn == Quotation.Turn.BUYER:
        found |= {"counter", "decline"}
        if quotation.rfq_id is None and quotation.is_valid:
            found.add("accept")
        elif quotation.rfq_id is not None:
            found.add("award")
    if actor.may("talk") and quotation.first_submitted_at:
        found.add("chat")
    return found


def writing_acts(quotation: Quotation, waits: bool) -> set[str]:
    state, found = quotation.state, set()
    if waits:
        found.add("recall")
    elif state in {State.DRAFT, *quotation.LIVE}:
        found.add("edit")
    elif state == State.EXPIRED and (quotation.rfq is None or quotation.rfq.is_decidable):
        found.add("renew")
    if state in {*quotation.UNSENT, *quotation.LIVE}:
        found.add("withdraw")
    if state == State.COUNTERED:
        found |= {"decline"} | ({"agree"} if quotation.is_valid and not waits else set())
    if quotation.needs_confirmation:
        found.add("confirm")
    return found


def changes_of(quotation: Quotation, version: QuotationVersion, actor: Actor) -> tuple[int, list[Group]]:
    """The number of the version before this one, and what this one says otherwise; 0 for the first."""
    earlier = quotation.versions.filter(number__lt=version.number, submitted_at__isnull=False).last()
    if earlier is None:
        return 0, []
    return earlier.number, changes_between(Wording.of(earlier), Wording.of(version))


def timeline(quotation: Quotation, actor: Actor) -> list[dict[str, Any]]:
    """Who said what when: each version handed in, and how it ended."""
    rows = (
        quotation.versions.filter(submitted_at__isnull=False)
        .select_related("user", "mandate__agent")
        .order_by("number")
    )
    entries: list[dict[str, Any]] = []
    for version in rows:
        company = quotation.supplier if version.side == Side.SUPPLIER else quotation.buyer
        kind = _("Quotation") if version.number == 1 else _("Revision")
        kind = kind if version.side == Side.SUPPLIER else _("Counter-offer")
        entries.append({"version": version, "company": company, "kind": kind, "at": version.submitted_at})
    ended = {State.ACCEPTED, State.DECLINED, State.WITHDRAWN}
    if quotation.state in ended and quotation.decided_at:
        tone = "agreed" if quotation.state == State.ACCEPTED else ""
        entries.append({"kind": quotation.get_state_display(), "at": quotation.decided_at, "tone": tone})
    elif quotation.state == State.EXPIRED:
        entries.append({"kind": quotation.get_state_display(), "at": quotation.updated_at})
    return entries


def feedback(quotation: Quotation, actor: Actor) -> dict[str, str]:
    """Why it was declined; how far the price was off only to the supplier whose price it is."""
    if quotation.state != State.DECLINED:
        return {}
    own = actor.acts_for(quotation.supplier_id)
    note = quotation.decline_note
    award = getattr(quotation.rfq, "award", None) if quotation.rfq and own and not note else None
    return {
        "reason": str(quotation.get_decline_reason_display()),
        "note": note or (award.note if award else ""),
        "band": str(BANDS.get(quotation.price_band, "")) if own else "",
    }


def page_of(quotation: Quotation, actor: Actor, version: QuotationVersion) -> dict[str, Any]:
    terms = {name: getattr(version, name) for name in Wording.of(version).terms}
    before, changes = changes_of(quotation, version, actor)
    lines = lines_shown(quotation, version)
    is_supplier = actor.acts_for(quotation.supplier_id)
    own_draft = quotation.unsent(Side.SUPPLIER if is_supplier else Side.BUYER)
    return {
        "quotation": quotation,
        "version": version,
        "is_table": version.pk == quotation.current_id,
        "terms": [pair for pair in term_words(terms).values() if pair[1]],
        "lines": lines,
        "unquoted": sum(one.line.amount is None for one in lines),
        "missed": sum(check.is_met is False for one in lines for check in one.checks),
        "total": version.total(),
        "papers": version.documents.all(),
        "before": before,
        "changes": changes,
        "timeline": timeline(quotation, actor),
        "acts": acts_of(quotation, actor),
        "is_supplier": is_supplier,
        "partner": quotation.partner_of(actor),
        "pill": quotation.pill_for(actor),
        "feedback": feedback(quotation, actor),
        "own_draft": own_draft if own_draft and own_draft.pk != version.pk else None,
        "approval": own_draft if is_supplier and own_draft else None,
    }
