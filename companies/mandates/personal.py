"""What of mandates is kept about a person."""

from django.db.models import Q

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import Mandate
from companies.people import User


@personal_data("mandates")
def mandates(user: User) -> Rows:
    """Those that they proposed or answered, and those that name them."""
    rows = Mandate.objects.filter(Q(proposed_by=user) | Q(answered_by=user) | Q(people=user)).distinct()
    for one in rows.select_related("principal", "agent").order_by("pk"):
        yield {
            "ref": one.ref,
            "principal": one.principal.name,
            "agent": one.agent.name,
            "state": one.state,
            "from": one.starts_on,
            "to": one.ends_on,
            "was_proposed_by_you": one.proposed_by_id == user.pk,
            "was_answered_by_you": one.answered_by_id == user.pk,
            "names_you": one.names_people and one.people.filter(pk=user.pk).exists(),
        }


@on_farewell
def leave(user: User) -> None:
    """Whoever is gone acts under none; the texts that were agreed stay as they were, for both companies."""
    Mandate.people.through._default_manager.filter(user_id=user.pk).delete()
