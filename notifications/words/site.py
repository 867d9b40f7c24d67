"""What is said of the programme's site: stories that firms propose."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "case_proposal.sent": Words(
        "star", _("%(company)s proposes a story: “%(title)s”"), _("Look at it in the editors’ office"), Group.COMPANY
    ),
    "case_proposal.taken_up": Words(
        "edit", _("An editor has begun with your story “%(title)s”"), _("See where it stands"), Group.COMPANY
    ),
    "case_proposal.published": Words(
        "check", _("Your story “%(title)s” is published"), _("See your stories"), Group.COMPANY
    ),
    "case_proposal.declined": Words(
        "info", _("Our editors did not take your story “%(title)s”"), _("Read why"), Group.COMPANY
    ),
    "exhibition.deadline_near": Words(
        "calendar", _("“%(title)s”: apply until %(day)s"), _("See the trade fair"), Group.COMPANY
    ),
    "case_consent.withdrawn": Words(
        "warning",
        _("%(company)s is no longer named in “%(title)s”: look through its text"),
        _("Go to the pages"),
        Group.COMPANY,
    ),
}
