"""What events of orders mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "quotations",
    {
        "order.placed": _("placed an order"),
        "order.confirmed": _("confirmed an order"),
        "order.progressed": _("said how far an order is"),
        "order.shipped": _("sent a delivery"),
        "order.received": _("confirmed that a delivery has come"),
        "order.delivered": _("confirmed that all of an order has come"),
        "order.reminded": _("asked after an order that was late"),
        "order.completed": _("completed an order"),
        "order.cancelled": _("cancelled an order"),
        "order.numbered": _("entered a purchase-order number"),
        "order.readdressed": _("changed where an order goes to"),
        "order.change_asked": _("asked for a change of an order"),
        "order.change_agreed": _("agreed to a change of an order"),
        "order.change_refused": _("did not agree to a change of an order"),
        "order.change_withdrawn": _("took back a change of an order"),
    },
)
