"""What events of companies, their people and their keys mean in the activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "people",
    {
        "membership.added": _("took somebody in"),
        "membership.role_changed": _("changed somebody’s role"),
        "membership.ended": _("ended somebody’s place in the company"),
        "membership.transferred": _("handed the company over"),
        "invitation.sent": _("invited somebody"),
        "invitation.accepted": _("accepted an invitation"),
        "invitation.withdrawn": _("took an invitation back"),
        "invitation.declined": _("declined an invitation"),
        "invitation.resent": _("sent an invitation again"),
        "api_token.issued": _("made an API key"),
        "api_token.revoked": _("ended an API key"),
        "webhook.added": _("set up a webhook"),
        "webhook.changed": _("changed a webhook"),
        "webhook.moved": _("changed where a webhook leads"),
        "webhook.paused": _("paused a webhook"),
        "webhook.resumed": _("switched a webhook on again"),
        "webhook.secret_renewed": _("made a new secret for a webhook"),
        "webhook.removed": _("deleted a webhook"),
    },
)
activity_words(
    "company",
    {
        "company.created": _("put the company on the market"),
        "company.changed": _("changed the company’s profile"),
        "company_block.put_up": _("blocked a company"),
        "company_block.lifted": _("hears from a company again"),
        "company.appealed": _("appealed against the suspension"),
        "certificate.added": _("added a certificate"),
        "certificate.changed": _("changed a certificate"),
        "certificate.removed": _("removed a certificate"),
        "document.added": _("added a document"),
        "document.replaced": _("replaced a document"),
        "document.removed": _("removed a document"),
        "claim.submitted": _("asked for a check"),
        "claim.withdrawn": _("took a request for a check back"),
    },
)
activity_words(
    "company",
    {
        "claim.approved": _("confirmed a check"),
        "claim.returned": _("sent a request for a check back"),
        "claim.expired": _("a check has run out"),
        "claim.downgraded": _("lowered the tier"),
    },
    about=True,
)
activity_words(
    "staff",
    {
        "impersonation.started": _("began to look at the portal in this person’s place"),
        "impersonation.page": _("looked at a page"),
        "suspension.proposed": _("proposed to suspend a company"),
        "suspension.proposal_confirmed": _("confirmed that a company is suspended"),
        "suspension.proposal_declined": _("declined to suspend a company"),
        "suspension.proposal_withdrawn": _("took the proposal to suspend a company back"),
        "impersonation.ended": _("stopped looking"),
    },
)
activity_words(
    "staff",
    {
        "company.suspended": _("suspended the company"),
        "company.restored": _("gave the company back to the market"),
        "company.appeal_answered": _("answered the appeal"),
        "room.given": _("changed how much room the company’s files have"),
        "company.merged": _("merged two companies that were one"),
    },
    about=True,
)
activity_words(
    "people",
    {
        "mandate.proposed": _("proposed a mandate"),
        "mandate.given": _("accepted a mandate"),
        "mandate.declined": _("declined a mandate"),
        "mandate.withdrawn": _("took the proposal of a mandate back"),
        "mandate.revoked": _("revoked a mandate"),
        "mandate.returned": _("gave a mandate back"),
        "mandate.replaced": _("replaced a mandate by a newer one"),
        "mandate.expired": _("a mandate has run out"),
    },
)
