"""Which person and company a page was made for, told to its script without our serial ids."""

from django.utils.crypto import salted_hmac

from portal.core.actor import Actor


def own_mark(actor: Actor) -> str:
    """The same for all pages of the person for the company; a tab keeps unsent words under it and compares."""
    return salted_hmac("consultations.own_mark", f"{actor.user_id}.{actor.company_id}").hexdigest()[:16]
