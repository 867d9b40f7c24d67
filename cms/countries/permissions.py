"""Who keeps country reports."""

from cms.countries.models import CountryIndexPage
from portal.core.actor import Actor


def can_edit_countries(actor: Actor) -> bool:
    if actor.user is None or actor.through is not None:
        return False
    where = CountryIndexPage.objects.order_by("pk").first()
    return where is not None and bool(where.permissions_for_user(actor.user).can_edit())
