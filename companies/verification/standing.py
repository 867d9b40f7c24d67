"""Where a company stands: the tiers as steps, each with its checks, and what happened."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Claim, Company
from companies.verification.sources import with_sources
from portal.core.events import Event

# What each tier means, in a sentence; /trust/ and the company's own page say the same.
MEANINGS = {
    0: gettext_lazy("Somebody of the firm follows a link sent to their address."),
    1: gettext_lazy("Staff compare name and number with the public register."),
    2: gettext_lazy("Two members of staff read the firm's documents, and see that the person may act for it."),
    3: gettext_lazy("Somebody was there, or an intermediary vouches for the firm."),
}
FACTS = {
    "claim.submitted": gettext_lazy("Sent to the programme"),
    "claim.assigned": gettext_lazy("Somebody took it"),
    "claim.released": gettext_lazy("Laid back"),
    "claim.first_approved": gettext_lazy("Approved by a first person"),
    "claim.approved": gettext_lazy("Approved"),
    "claim.returned": gettext_lazy("Came back"),
    "claim.withdrawn": gettext_lazy("Withdrawn"),
    "claim.expired": gettext_lazy("Expired"),
    "claim.revoked": gettext_lazy("Revoked"),
    "claim.expiring": gettext_lazy("Reminded of its end"),
}
INSIDE = {"claim.assigned", "claim.released", "claim.first_approved"}  # how staff share the work is theirs
TONES = {"claim.approved": "agreed", "claim.returned": "yours", "claim.revoked": "yours"}


@dataclass(frozen=True)
class Check:
    """One kind of claim: what holds of it, and what is under way."""

    kind: str
    label: str
    held: Claim | None
    open: Claim | None
    can_apply: bool

    @property
    def newest(self) -> Claim | None:
        return self.open or self.held


@dataclass(frozen=True)
class Step:
    tier: int
    label: str
    meaning: Any
    checks: list[Check]
    state: str  # done, current or later


@dataclass(frozen=True)
class Standing:
    company: Company
    steps: list[Step]

    @classmethod
    def of(cls, company: Company) -> "Standing":
        claims = list(Claim.objects.filter(company=company))
        steps = [step_of(company, tier, claims) for tier in Company.Tier]
        return cls(company, steps)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.state == "current"), None)

    @property
    def is_untouched(self) -> bool:
        """Nothing was begun yet."""
        return not any(check.newest for step in self.steps[1:] for check in step.checks)

    @property
    def bar(self) -> list[tuple[Any, str]]:
        return [(step.label, step.state) for step in self.steps]


def step_of(company: Company, tier: Company.Tier, claims: list[Claim]) -> Step:
    kinds = [kind for kind, level in Claim.TIERS.items() if level == tier]
    state = "done" if tier <= company.tier else "current" if tier == company.tier + 1 else "later"
    checks = [check_of(kind, [claim for claim in claims if claim.kind == kind]) for kind in kinds]
    return Step(int(tier), str(tier.label), MEANINGS[int(tier)], checks, state)


def check_of(kind: str, claims: list[Claim]) -> Check:
    label = dict(Claim.Kind.choices)[kind]
    held = next((claim for claim in claims if claim.state == Claim.State.APPROVED), None)
    under_way = next((claim for claim in claims if claim.is_open), None)
    return Check(kind, str(label), held, under_way, kind in Claim.ASKABLE)


def proof_of(company: Company) -> list[dict[str, Any]]:
    """For everybody: each tier with the claims that hold of it; what has passed its day is not among them."""
    held = with_sources(list(Claim.objects.valid().filter(company=company)))
    return [
        {
            "tier": int(tier),
            "label": tier.label,
            "meaning": MEANINGS[int(tier)],
            "is_reached": tier <= company.tier,
            "claims": [claim for claim in held if claim.tier == tier],
        }
        for tier in Company.Tier
    ]


def history(claims: Any, for_staff: bool) -> list[dict[str, Any]]:
    """What happened to these claims, the newest first, as the timeline shows it."""
    ids = list(claims.values_list("pk", flat=True)[:50])
    events = Event.objects.filter(subject_type="companies.claim", subject_id__in=ids, kind__in=FACTS)
    return [
        entry(event, for_staff)
        for event in events.select_related("user").order_by("-pk")[:60]
        if for_staff or event.kind not in INSIDE
    ]


def entry(event: Event, for_staff: bool) -> dict[str, Any]:
    reasons = dict(Claim.Reason.choices)
    words = [str(reasons[event.payload["reason"]])] if event.payload.get("reason") in reasons else []
    if for_staff and event.user:
        words.append(_("by %(name)s") % {"name": event.user})
    return {
        "title": FACTS[event.kind],
        "text": " · ".join(words),
        "at": event.created_at,
        "tone": TONES.get(event.kind, ""),
    }
