"""What events of initiatives mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "communities",
    {
        "initiative.proposed": _("proposed an initiative"),
        "initiative.changed": _("changed what an initiative proposes"),
        "initiative.asked": _("asked to join an initiative"),
        "initiative.followed": _("said it is interested in an initiative"),
        "initiative.invited": _("invited a company to an initiative"),
        "initiative.joined": _("joined an initiative, or let a company into one"),
        "initiative.declined": _("declined a request or an invitation to an initiative"),
        "initiative.share_said": _("said what it takes on in an initiative"),
        "initiative.left": _("left an initiative"),
        "initiative.removed": _("took a company out of an initiative"),
        "initiative.handed_over": _("handed an initiative over"),
        "initiative.agreement_written": _("wrote the agreement of an initiative"),
        "initiative.consented": _("consented to the agreement of an initiative"),
        "initiative.consent_taken_back": _("took its consent to an agreement back"),
        "initiative.agreed": _("was the last to agree to an initiative"),
        "initiative.started": _("started an initiative"),
        "initiative.reported": _("reported the outcome of an initiative"),
        "initiative.report_changed": _("put the report of an initiative right"),
        "initiative.given_up": _("gave an initiative up"),
        "initiative.reopened": _("took an initiative up again"),
        "initiative.pinned": _("pinned or unpinned an initiative"),
        "initiative.told": _("told how an initiative goes"),
        "initiative.step_added": _("planned a step of an initiative"),
        "initiative.step_changed": _("changed a step of an initiative"),
        "initiative.step_done": _("finished a step of an initiative"),
        "initiative.step_reopened": _("opened a step of an initiative again"),
        "initiative.step_removed": _("took a step out of an initiative"),
        "initiative.file_added": _("added a file to an initiative"),
        "initiative.file_removed": _("took a file out of an initiative"),
    },
)
