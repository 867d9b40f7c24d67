"""What is said of a company, its people, mandates, verification and access."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "mandate.proposed": Words(
        "key", _("%(company)s proposes a mandate for %(title)s"), _("Read it and decide"), Group.SECURITY
    ),
    "mandate.given": Words(
        "key", _("The mandate between you and %(company)s is in force"), _("See the mandate"), Group.SECURITY
    ),
    "mandate.declined": Words(
        "key", _("The proposed mandate with %(company)s was declined"), _("See the mandate"), Group.MANDATES
    ),
    "mandate.revoked": Words(
        "key", _("The mandate between you and %(company)s was revoked"), _("See the mandate"), Group.SECURITY
    ),
    "mandate.returned": Words(
        "key", _("The mandate between you and %(company)s was given back"), _("See the mandate"), Group.SECURITY
    ),
    "mandate.expired": Words(
        "clock", _("The mandate between you and %(company)s has run out"), _("Renew it"), Group.SECURITY
    ),
    "mandate.merged": Words(
        "key",
        _("The mandate between you and %(company)s ended: one of the companies was taken into another"),
        _("See the mandate"),
        Group.SECURITY,
    ),
    "mandate.ending": Words(
        "clock", _("The mandate between you and %(company)s ends in %(days)s days"), _("Renew it"), Group.MANDATES
    ),
    "mandate.week": Words(
        "key",
        _("%(company)s did %(count)s things on your behalf in the last seven days"),
        _("See what was done"),
        Group.MANDATES,
    ),
    "mandate.bound": Words(
        "key",
        _("%(person)s, %(company)s, acted on your behalf, and it binds you: “%(title)s”"),
        _("See it"),
        Group.MANDATES,
    ),
    "mandate.reply": Words(
        "key",
        _("For %(firm)s, for whom you act: news from %(company)s about “%(title)s”"),
        _("Act for it, and read"),
        Group.MANDATES,
        many=_("For %(firm)s, for whom you act: %(times)s × news from %(company)s about “%(title)s”"),
    ),
    "invitation.sent": Words(
        "company", _("%(company)s invites you to act for it"), _("See the invitation"), Group.COMPANY
    ),
    "invitation.accepted": Words(
        "user", _("%(person)s accepted your invitation to %(company)s"), _("See your people"), Group.COMPANY
    ),
    "claim.approved": Words(
        "check", _("%(company)s: “%(title)s” is checked"), _("See where you stand"), Group.VERIFICATION
    ),
    "claim.waiting": Words(
        "clock",
        _("%(company)s: “%(title)s” is with our staff. %(wait)s"),
        _("See where you stand"),
        Group.VERIFICATION,
    ),
    "claim.returned": Words(
        "warning",
        _("%(company)s: “%(title)s” came back – %(reason)s"),
        _("Read why and put it right"),
        Group.VERIFICATION,
    ),
    "claim.revoked": Words(
        "warning",
        _("%(company)s: “%(title)s” was revoked – %(reason)s"),
        _("See where you stand"),
        Group.VERIFICATION,
    ),
    "claim.expiring": Words(
        "clock",
        _("%(company)s: “%(title)s” holds for %(days)s more days"),
        _("Have it checked anew"),
        Group.VERIFICATION,
    ),
    "claim.expired": Words(
        "clock", _("%(company)s: “%(title)s” has expired"), _("Have it checked anew"), Group.VERIFICATION
    ),
    "claim.downgraded": Words(
        "warning",
        _("%(company)s is now shown as tier %(tier)s: a check no longer holds"),
        _("See where you stand"),
        Group.VERIFICATION,
    ),
    "document.expiring": Words(
        "file", _("%(company)s: “%(title)s” expires within %(days)s days"), _("Send a newer one"), Group.VERIFICATION
    ),
    "document.expired": Words(
        "file", _("%(company)s: “%(title)s” has expired"), _("Send a newer one"), Group.VERIFICATION
    ),
    "membership.role_changed": Words(
        "lock", _("Your role in %(company)s has changed"), _("See your portal"), Group.SECURITY
    ),
    "membership.transferred": Words(
        "lock", _("The ownership of %(company)s has passed on"), _("See your people"), Group.SECURITY
    ),
    "handover.offered": Words(
        "company", _("%(person)s wants to hand %(company)s over to you"), _("Answer"), Group.SECURITY
    ),
    "handover.declined": Words(
        "company", _("%(person)s will not take %(company)s over"), _("See your people"), Group.SECURITY
    ),
    "membership.ended": Words("lock", _("You no longer act for %(company)s"), _("See your portal"), Group.SECURITY),
    "api_token.issued": Words(
        "lock", _("A new key to the API was made for %(company)s"), _("See the keys"), Group.SECURITY
    ),
    "api_token.revoked": Words(
        "lock", _("A key of %(company)s to the API was withdrawn"), _("See the keys"), Group.SECURITY
    ),
    "webhook.added": Words(
        "lock", _("%(company)s now sends its events to %(title)s"), _("See the webhooks"), Group.SECURITY
    ),
    "webhook.moved": Words(
        "lock", _("A webhook of %(company)s now leads to %(title)s"), _("See the webhooks"), Group.SECURITY
    ),
    "webhook.stopped": Words(
        "warning",
        _("%(company)s: nothing is sent to %(title)s any more"),
        _("See why and switch it on again"),
        Group.COMPANY,
    ),
    "company.suspended": Words("warning", _("%(company)s was taken out of the market"), _("Read why"), Group.SECURITY),
    "impersonation.ended": Words(
        "eye",
        _("Programme staff looked at the portal as you for %(minutes)s min. Reason: %(reason)s (ticket %(ticket)s)"),
        _("See your portal"),
        Group.SECURITY,
    ),
}
