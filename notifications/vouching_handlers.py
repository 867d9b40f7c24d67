"""What the two sides of a vouching are told: the company of the offer and the end, who vouched of the answer."""

from community.models import Vouching
from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from portal.core.events import Event, subscribe


def find(event: Event, *states: str) -> Vouching | None:
    rows = Vouching.objects.select_related("voucher", "company")
    return rows.filter(pk=event.subject_id or 0, state__in=states).first()


def tell_company(vouching: Vouching, event: Event) -> None:
    people = people_of([vouching.company_id], "edit_company", event)
    Notification.tell(people, event, path_of(vouching), company=vouching.voucher.name)


def tell_voucher(vouching: Vouching, event: Event) -> None:
    """Who offered it, as long as they are there; else those who run its communities."""
    people = person_or_colleagues(vouching.user_id, vouching.voucher_id, "run_communities", event)
    Notification.tell(people, event, path_of(vouching), company=vouching.company.name)


@subscribe("vouching.offered", "vouching.revoked")
def company_told(event: Event) -> None:
    vouching = find(event, event.kind.partition(".")[2])
    if vouching:
        tell_company(vouching, event)


@subscribe("vouching.approved", "vouching.returned", "vouching.ending")
def voucher_follows(event: Event) -> None:
    """What the programme decided of it, and that it ends soon; its company is told as of any other check."""
    vouching = find(event, Vouching.State.AGREED)
    if vouching:
        tell_voucher(vouching, event)


@subscribe("vouching.agreed", "vouching.declined", "vouching.withdrawn")
def voucher_told(event: Event) -> None:
    vouching = find(event, event.kind.partition(".")[2])
    if vouching:
        tell_voucher(vouching, event)
