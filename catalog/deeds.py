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
        "product.deleted": _("deleted a product"),
        "product.restored": _("brought a deleted product back"),
        "product.imported": _("imported products"),
        "import.finished": _("finished an import"),
        "import.failed": _("could not read a file"),
    },
)
