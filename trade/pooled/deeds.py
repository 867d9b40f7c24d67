"""What events of pooled answers mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "quotations",
    {
        "pool.opened": _("began to answer a request together with others"),
        "pool.promised": _("promised a part of a joint answer"),
        "pool.closed": _("fixed the shares of a joint answer"),
        "pool.consented": _("consented to a joint quotation"),
        "pool.objected": _("objected to a joint quotation"),
        "pool.cancelled": _("cancelled a joint answer"),
    },
)
