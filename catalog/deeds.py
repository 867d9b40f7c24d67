"""What events of the catalogue mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import SILENT, activity_words

SILENT.add("picture.added")  # what follows is only another format of it
activity_words(
    "catalogue",
    {
        "product.changed": _("changed a product"),
        "product.published": _("published a product"),
        "product.paused": _("paused a product"),
        "product.submitted": _("handed a product in for review"),
        "product.renewed": _("renewed a listing"),
        "product.expired": _("let a listing expire"),
        "product.approved": _("approved a listing"),
        "product.rejected": _("rejected a listing"),
        "product.appealed": _("appealed against the rejection of a listing"),
        "product.appeal_answered": _("answered the appeal of a listing"),
        "product.flag_cleared": _("looked at a flag of a listing"),
        "report.made": _("reported something to our staff"),
        "report.dismissed": _("dismissed reports"),
        "report.change_asked": _("asked for a change after reports"),
        "report.put_right": _("found a reported thing put right"),
        "report.taken_down": _("took down what was reported"),
        "report.appealed": _("appealed against a decision after reports"),
        "report.appeal_answered": _("answered an appeal after reports"),
        "product.deleted": _("deleted a product"),
        "product.restored": _("brought a deleted product back"),
        "product.imported": _("imported products"),
        "import.finished": _("finished an import"),
        "import.failed": _("could not read a file"),
    },
)
activity_words(
    "catalogue",
    {
        "listings.trusted": _("trusted the company’s listings"),
        "listings.distrusted": _("looks at the company’s further listings first"),
        "listings.released": _("let the waiting listings onto the market"),
        "listings.expired": _("took expired listings off the market"),
    },
    about=True,
)
