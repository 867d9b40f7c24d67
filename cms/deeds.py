"""What events of good practices mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "company",
    {
        "case_proposal.sent": _("proposed a story"),
        "case_proposal.withdrawn": _("took a proposed story back"),
        "case_consent.given": _("agreed that the company is named in a good practice"),
        "case_consent.withdrawn": _("took back that the company is named in a good practice"),
    },
)
