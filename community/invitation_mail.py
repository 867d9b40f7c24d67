"""The e-mail of an invitation into a community, in the language that the inviter chose."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.models import CommunityInvitation
from portal.core.events import Event, subscribe
from portal.core.mails import deliver, letter


@subscribe("community.invited")
def mail_invitation(event: Event) -> None:
    """The mail of this round, once; none to a company, whose people are told on the portal, or for one that is over."""
    rows = CommunityInvitation.objects.select_for_update(of=("self",)).select_related("community", "invited_by")
    wanted = rows.filter(pk=event.subject_id or 0, company=None, round=event.payload.get("round", 0))
    found = wanted.filter(state=CommunityInvitation.State.OPEN, community__closed_at=None).first()
    if found is None or found.mailed_round >= found.round:
        return
    found.end_round(deliver(compose(found)))


def compose(found: CommunityInvitation) -> EmailMultiAlternatives:
    with override(found.language):
        inviter = str(found.invited_by) if found.invited_by else found.community.name
        names = {"person": inviter, "title": found.community.name}
        context: dict[str, Any] = {
            "invitation": found,
            "community": found.community,
            "inviter": inviter,
            "link": settings.SITE_URL + found.link,
            "language": found.language,
        }
        subject = _("%(person)s invites your company to “%(title)s” on Jangteo") % names
        name = f"{found.ref}-{found.round}"
        return letter("community/mail/invitation", subject, found.email, context, name)
