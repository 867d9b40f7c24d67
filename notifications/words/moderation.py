"""What is said of moderation of communities and vouching."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "vouching.offered": Words(
        "certificate", _("%(company)s offers to vouch for you"), _("See what it says"), Group.VERIFICATION
    ),
    "vouching.revoked": Words("warning", _("%(company)s no longer vouches for you"), _("Read why"), Group.VERIFICATION),
    "vouching.agreed": Words(
        "certificate", _("%(company)s agreed that you vouch for it"), _("See it"), Group.VERIFICATION
    ),
    "vouching.declined": Words(
        "certificate", _("%(company)s does not want you to vouch for it"), _("See it"), Group.VERIFICATION
    ),
    "vouching.withdrawn": Words(
        "certificate", _("%(company)s no longer wants you to vouch for it"), _("Read why"), Group.VERIFICATION
    ),
    "vouching.approved": Words(
        "check", _("The programme approved that you vouch for %(company)s"), _("See it"), Group.VERIFICATION
    ),
    "vouching.returned": Words(
        "warning", _("The programme did not approve that you vouch for %(company)s"), _("Read why"), Group.VERIFICATION
    ),
    "vouching.ending": Words("clock", _("That you vouch for %(company)s ends soon"), _("See it"), Group.VERIFICATION),
    "moderation.waits": Words(
        "flag",
        _("Something waits for the moderators of “%(title)s”"),
        _("Look at it"),
        Group.COMMUNITIES,
        many=_("%(times)s things wait for the moderators of “%(title)s”"),
    ),
    "moderation.appealed": Words(
        "flag", _("An appeal waits for the moderators of “%(title)s”"), _("Look at it"), Group.COMMUNITIES
    ),
    "moderation.released": Words(
        "check", _("What you wrote in %(community)s is shown now: “%(title)s”"), _("See it"), Group.COMMUNITIES
    ),
    "moderation.upheld": Words(
        "warning",
        _("Moderators of %(community)s decided against what you wrote: “%(title)s”"),
        _("Read why"),
        Group.COMMUNITIES,
    ),
    "moderation.taken_back": Words(
        "check",
        _("Moderators of %(community)s took their decision back: “%(title)s”"),
        _("See it"),
        Group.COMMUNITIES,
    ),
    "moderation.lifted": Words(
        "check", _("Your company may write in %(community)s again"), _("See the decision"), Group.COMMUNITIES
    ),
    "moderation.appeal_answered": Words(
        "flag", _("Your appeal about “%(title)s” in %(community)s is answered"), _("Read it"), Group.COMMUNITIES
    ),
    "moderation.settled": Words(
        "flag", _("What you reported, “%(title)s”: %(result)s"), _("See your reports"), Group.COMMUNITIES
    ),
    "membership.added": Words("user", _("%(person)s now acts for %(company)s"), _("See your people"), Group.COMPANY),
    "company.restored": Words("check", _("%(company)s is back on the market"), _("Read more"), Group.COMPANY),
    "company.appeal_answered": Words(
        "flag", _("The appeal of %(company)s was answered"), _("Read the answer"), Group.SECURITY
    ),
    "company.merged": Words(
        "company", _("“%(title)s” is now part of %(company)s"), _("See your portal"), Group.COMPANY
    ),
}
