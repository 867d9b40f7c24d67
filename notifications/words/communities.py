"""What is said of communities and what is talked about there."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "membership.asked": Words("community", _("%(company)s asks to join “%(title)s”"), _("Decide"), Group.COMMUNITIES),
    "membership.accepted": Words(
        "community", _("Your company is now a member of “%(title)s”"), _("Visit it"), Group.COMMUNITIES
    ),
    "membership.declined": Words(
        "community", _("“%(title)s” did not take your company in"), _("See the community"), Group.COMMUNITIES
    ),
    "membership.joined": Words(
        "community", _("%(company)s joined “%(title)s”"), _("See the members"), Group.COMMUNITIES
    ),
    "membership.removed": Words(
        "community",
        _("Your company is no longer a member of “%(title)s”: %(reason)s"),
        _("See the communities"),
        Group.SECURITY,
    ),
    "membership.role_given": Words(
        "community", _("The role of your company in “%(title)s” has changed"), _("Visit it"), Group.COMMUNITIES
    ),
    "membership.handed_over": Words(
        "community", _("Your company runs “%(title)s” from now on"), _("See the members"), Group.COMMUNITIES
    ),
    "community.rules_changed": Words(
        "community", _("The rules of “%(title)s” have changed"), _("Read and accept them"), Group.COMMUNITIES
    ),
    "community.invited": Words(
        "community", _("“%(title)s” invites your company"), _("See the invitation"), Group.COMMUNITIES
    ),
    "community.closed": Words("community", _("“%(title)s” was closed"), _("Read what is in it"), Group.COMMUNITIES),
    "community.asked_inside": Words(
        "community", _("“%(part)s” would like to become a part of “%(title)s”"), _("Decide"), Group.COMMUNITIES
    ),
    "community.taken_in": Words(
        "community", _("“%(part)s” is now a part of “%(title)s”"), _("Visit it"), Group.COMMUNITIES
    ),
    "community.turned_away": Words(
        "community", _("“%(title)s” did not take “%(part)s” in"), _("See the community"), Group.COMMUNITIES
    ),
    "membership.left": Words("community", _("%(company)s left “%(title)s”"), _("See the members"), Group.COMMUNITIES),
    "directory.filled_for": Words(
        "edit",
        _("A steward filled in your company’s entry in the directory of “%(title)s”"),
        _("See what it says"),
        Group.COMMUNITIES,
    ),
    "thread.started": Words(
        "community", _("%(company)s started “%(title)s” in %(community)s"), _("Read it"), Group.THREADS
    ),
    "thread.answered": Words(
        "check", _("Your answer to “%(title)s” in %(community)s was accepted"), _("See it"), Group.THREADS
    ),
    "post.written": Words(
        "community",
        _("%(company)s replied to “%(title)s” in %(community)s"),
        _("Read the reply"),
        Group.THREADS,
        many=_("%(times)s replies to “%(title)s” in %(community)s"),
    ),
    "post.mentioned": Words(
        "chat", _("%(person)s of %(company)s names you in the thread “%(title)s”"), _("Read it"), Group.MENTIONS
    ),
    "post.company_mentioned": Words(
        "chat",
        _("%(person)s of %(company)s names your company in the thread “%(title)s”"),
        _("Read it"),
        Group.MENTIONS,
    ),
}
