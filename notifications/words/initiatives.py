"""What is said of initiatives and articles of communities."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "initiative.asked": Words(
        "community",
        _("%(company)s wants to join “%(title)s”"),
        _("Decide"),
        Group.COMMUNITIES,
    ),
    "initiative.invited": Words(
        "community",
        _("%(company)s invites your company to “%(title)s”"),
        _("See the invitation"),
        Group.COMMUNITIES,
    ),
    "initiative.joined": Words(
        "community",
        _("%(company)s has joined “%(title)s”"),
        _("See the partners"),
        Group.COMMUNITIES,
    ),
    "initiative.let_in": Words(
        "community",
        _("Your company is now a partner in “%(title)s”"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.declined": Words(
        "community",
        _("Your request to join “%(title)s” was declined"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.refused": Words(
        "community",
        _("%(company)s does not come to “%(title)s”"),
        _("See the partners"),
        Group.COMMUNITIES,
    ),
    "initiative.left": Words(
        "community",
        _("%(company)s has left “%(title)s”"),
        _("See the partners"),
        Group.COMMUNITIES,
    ),
    "initiative.removed": Words(
        "community",
        _("Your company was taken out of “%(title)s”"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.handed_over": Words(
        "community",
        _("Your company leads “%(title)s” now"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.agreement_written": Words(
        "edit",
        _("%(company)s wrote the agreement of “%(title)s” anew: your consent is asked"),
        _("Read it"),
        Group.COMMUNITIES,
    ),
    "initiative.agreed": Words(
        "check",
        _("All partners have agreed on “%(title)s”"),
        _("See the agreement"),
        Group.COMMUNITIES,
    ),
    "initiative.started": Words(
        "check",
        _("“%(title)s” has started"),
        _("See the steps"),
        Group.COMMUNITIES,
    ),
    "initiative.reported": Words(
        "check",
        _("What came of “%(title)s” is reported"),
        _("Read it"),
        Group.COMMUNITIES,
    ),
    "initiative.given_up": Words(
        "community",
        _("“%(title)s” was given up"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "initiative.told": Words(
        "community",
        _("%(company)s tells how “%(title)s” goes"),
        _("Read it"),
        Group.COMMUNITIES,
        many=_("%(times)s times somebody told how “%(title)s” goes"),
    ),
    "initiative.step_due": Words(
        "clock",
        _("“%(first)s” of “%(title)s” is due"),
        _("See the steps"),
        Group.COMMUNITIES,
    ),
    "initiative.outcome_due": Words(
        "edit",
        _("The planned end of “%(title)s” has come"),
        _("Report the outcome"),
        Group.COMMUNITIES,
    ),
    "article.proposed": Words(
        "bookmark",
        _("“%(title)s” by %(company)s waits for approval in %(community)s"),
        _("Read it"),
        Group.COMMUNITIES,
    ),
    "article.published": Words(
        "check",
        _("Your article “%(title)s” is published"),
        _("See the article"),
        Group.COMMUNITIES,
    ),
    "article.sent_back": Words(
        "edit",
        _("Your article “%(title)s” was sent back"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "article.outdated": Words(
        "bookmark",
        _("Your article “%(title)s” is marked as outdated"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "article.withdrawn": Words(
        "bookmark",
        _("Your article “%(title)s” was withdrawn"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "article.review_due": Words(
        "clock",
        _("Does your article “%(title)s” still hold?"),
        _("Look at it"),
        Group.COMMUNITIES,
    ),
    "article.suggested": Words(
        "edit",
        _("%(company)s suggests a change of “%(title)s”"),
        _("Compare"),
        Group.COMMUNITIES,
    ),
    "article.suggestion_taken": Words(
        "check",
        _("Your change of “%(title)s” was taken over"),
        _("See it"),
        Group.COMMUNITIES,
    ),
    "article.suggestion_declined": Words(
        "edit",
        _("Your change of “%(title)s” was declined"),
        _("See it"),
        Group.COMMUNITIES,
    ),
}
