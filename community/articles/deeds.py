"""What events of articles mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "communities",
    {
        "article.begun": _("began an article"),
        "article.written": _("wrote on an article"),
        "article.arranged": _("changed category, tags or review of an article"),
        "article.proposed": _("asked for the review of an article"),
        "article.published": _("approved an article"),
        "article.sent_back": _("sent an article back to its author"),
        "article.confirmed": _("said that an article still holds"),
        "article.outdated": _("said that an article is outdated"),
        "article.withdrawn": _("withdrew an article"),
        "article.brought_back": _("brought a withdrawn article back"),
        "article.restored": _("restored an earlier version of an article"),
        "article.reviewer_named": _("named a reviewer for an article"),
        "article.suggested": _("suggested a change of an article"),
        "article.suggestion_taken": _("took a suggested change over"),
        "article.suggestion_declined": _("declined a suggested change"),
        "article.picture_added": _("added a picture to an article"),
        "article.picture_removed": _("took a picture out of an article"),
    },
)
