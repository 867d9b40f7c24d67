"""Many listings at once, in a number of queries that does not depend on how many: imports, the API's bulk, renewing."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.permissions import can_edit_catalogue
from catalog.standing.flags import ProductFlag, findings_of
from catalog.standing.goods import Findings
from catalog.standing.reviews import ListingReview, person
from catalog.standing.states import lasting
from catalog.standing.trust import BATCH, needs_first_review
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record_many
from portal.core.permissions import require

if TYPE_CHECKING:
    from catalog.products import Product

STALE = timedelta(days=1)  # a confirmation of the same day is not written again


def products() -> Any:
    from catalog.products import Product

    return Product


def without_cleared(found: dict[int, Findings]) -> dict[int, Findings]:
    """What was found in known products, by key, without the words that staff have cleared there already."""
    if not found:
        return {}
    cleared = {
        (flag.product_id, flag.code): set(flag.cleared_terms)
        for flag in ProductFlag.objects.of_goods().filter(product__in=list(found))
    }
    left = {
        pk: {
            code: fresh
            for code, terms in groups.items()
            if (fresh := sorted(set(terms) - cleared.get((pk, code), set())))
        }
        for pk, groups in found.items()
    }
    return {pk: groups for pk, groups in left.items() if groups}


def raise_flags(found: dict[int, Findings]) -> None:
    """Open the flags for what was found; one that is there takes the new words in."""
    if not found:
        return
    known = {
        (flag.product_id, flag.code): flag for flag in ProductFlag.objects.of_goods().filter(product__in=list(found))
    }
    new: list[ProductFlag] = []
    old: list[ProductFlag] = []
    for pk, groups in found.items():
        for code, terms in groups.items():
            flag = known.get((pk, code))
            (old if flag else new).append(
                flag := flag or ProductFlag(product_id=pk, kind=ProductFlag.Kind.GOODS, code=code)
            )
            flag.see(sorted({*terms, *(flag.terms if flag.is_open else [])}))
    ProductFlag.objects.bulk_create(new)
    ProductFlag.objects.bulk_update(old, ["terms", "state", "figures", "created_at", "closed_at", "closed_by"])


def submit(ids: Iterable[int], by: Actor, is_first: bool, was: Iterable[str]) -> list[int]:
    """Move those that stand in one of the states `was` into the reviewers' queue; their keys. Inside a transaction."""
    model = products()
    rows = model.objects.select_for_update(no_key=True).filter(pk__in=list(ids), state__in=list(was)).order_by("pk")
    moved = list(rows.values_list("pk", flat=True))
    if moved:
        model.objects.filter(pk__in=moved).update(state=model.State.IN_REVIEW, updated_at=timezone.now())
        queue(moved, by, is_first)
    return moved


def queue(ids: list[int], by: Actor, is_first: bool) -> None:
    """The reviews of products that are in review by now, and the event."""
    from catalog.imports.bulk import insert

    insert([ListingReview(product_id=pk, is_first=is_first, submitted_by=person(by)) for pk in ids])
    record_many("product.submitted", products(), ids, by=by)


def confirm(ids: Iterable[int]) -> None:
    """These listings hold as of now, and are not told of: nothing that buyers see has changed."""
    now, model = timezone.now(), products()
    until = lasting(now)
    if until is None:
        return
    rows = model.objects.filter(pk__in=list(ids), state=model.State.PUBLISHED)
    rows = rows.filter(Q(expires_at=None) | Q(expires_at__lt=until - STALE))
    rows.update(confirmed_at=now, expires_at=until)


def renew_all(company: Company, by: Actor) -> tuple[int, int]:
    """Renew all that expire within two weeks and all that have; how many are on the market, how many in review."""
    require(can_edit_catalogue(by, company.pk), _("You may not change this company's products."))
    model, done, held = products(), 0, 0
    while number := extend_batch(company, by):
        done += number
    while batch := list(
        model.objects.filter(company=company, state=model.State.EXPIRED)
        .prefetch_related("texts")
        .order_by("pk")[:BATCH]
    ):
        back, waiting = revive_batch(company, by, batch)
        if not back + waiting:
            break
        done, held = done + back, held + waiting
    return done, held


def extend_batch(company: Company, by: Actor) -> int:
    model, now = products(), timezone.now()
    with transaction.atomic():
        rows = model.objects.expiring().filter(company=company).select_for_update(no_key=True, of=("self",))
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if ids:
            model.objects.filter(pk__in=ids).update(confirmed_at=now, expires_at=lasting(now))
            record_many("product.renewed", model, ids, by=by)
    return len(ids)


def revive_batch(company: Company, by: Actor, batch: "list[Product]") -> tuple[int, int]:
    """Expired → published, or in review for those with a reason."""
    model, now = products(), timezone.now()
    found = without_cleared({one.pk: words for one in batch if (words := findings_of(one))})
    with transaction.atomic():
        first = unapproved([one.pk for one in batch]) if needs_first_review(company) else set()
        raise_flags(found)
        held = submit(first, by, True, [model.State.EXPIRED])
        held += submit(set(found) - first, by, False, [model.State.EXPIRED])
        rows = model.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in batch])
        ids = list(rows.filter(state=model.State.EXPIRED).order_by("pk").values_list("pk", flat=True))
        model.objects.filter(pk__in=ids).update(
            state=model.State.PUBLISHED, confirmed_at=now, expires_at=lasting(now), updated_at=now
        )
        if ids:
            record_many("product.renewed", model, ids, by=by)
    return len(ids), len(held)


def unapproved(ids: list[int]) -> set[int]:
    """Those that staff have never let onto the market."""
    known = ListingReview.objects.approving().filter(product__in=ids).values_list("product_id", flat=True)
    return set(ids) - set(known)
