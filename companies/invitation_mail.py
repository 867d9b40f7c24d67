"""The e-mail of an invitation, in the language that the inviter chose."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.models import Invitation
from portal.core.events import Event, subscribe
from portal.core.mails import deliver, letter


@subscribe("invitation.sent", "invitation.resent")
def mail_invitation(event: Event) -> None:
    """The mail of this round, once; none for an invitation that is over or was sent anew meanwhile."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("company", "invited_by")
    wanted = rows.filter(pk=event.subject_id or 0, state=Invitation.State.OPEN, round=event.payload.get("round", 0))
    invitation = wanted.first()
    if invitation is None or invitation.mailed_round >= invitation.round or not invitation.company.is_active:
        return
    invitation.end_round(deliver(compose(invitation)))


def compose(invitation: Invitation) -> EmailMultiAlternatives:
    with override(invitation.language):
        inviter = str(invitation.invited_by) if invitation.invited_by else invitation.company.name
        names = {"person": inviter, "company": invitation.company.name}
        context: dict[str, Any] = {
            "invitation": invitation,
            "company": invitation.company,
            "inviter": inviter,
            "link": settings.SITE_URL + invitation.link,
            "language": invitation.language,
        }
        subject = _("%(person)s invites you to %(company)s on Jangteo") % names
        name = f"{invitation.ref}-{invitation.round}"
        return letter("companies/mail/invitation", subject, invitation.email, context, name)
