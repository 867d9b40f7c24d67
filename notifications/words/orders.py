"""What is said of orders."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

SEE = _("See the order")

WORDS: dict[str, Words] = {
    "order.placed": Words("box", _("Order with %(company)s: “%(title)s”"), SEE, Group.ORDERS),
    "order.confirmed": Words("check", _("%(company)s confirmed the order “%(title)s”"), SEE, Group.ORDERS),
    "order.progressed": Words("box", _("%(company)s has come further with “%(title)s”"), SEE, Group.ORDERS),
    "order.shipped": Words("truck", _("%(company)s sent a delivery of “%(title)s”"), SEE, Group.ORDERS),
    "order.received": Words("box", _("A delivery of “%(title)s” has come to %(company)s"), SEE, Group.ORDERS),
    "order.delivered": Words("check", _("All of “%(title)s” has been delivered (%(company)s)"), SEE, Group.ORDERS),
    "order.completed": Words("check", _("The order “%(title)s” with %(company)s is completed"), SEE, Group.ORDERS),
    "order.cancelled": Words(
        "close", _("The order “%(title)s” with %(company)s is cancelled"), _("Read why"), Group.ORDERS
    ),
    "order.overdue": Words("clock", _("A day promised for “%(title)s” has passed (%(company)s)"), SEE, Group.ORDERS),
    "order.reminded": Words("bell", _("%(company)s asks after “%(title)s”, which is late"), SEE, Group.ORDERS),
    "order.change_asked": Words(
        "scale", _("%(company)s asks for a change of the order “%(title)s”"), _("Answer it"), Group.ORDERS
    ),
    "order.change_agreed": Words(
        "check", _("%(company)s agreed to the change of “%(title)s”"), _("See what was agreed"), Group.ORDERS
    ),
    "order.change_refused": Words(
        "close", _("%(company)s did not agree to the change of “%(title)s”"), SEE, Group.ORDERS
    ),
    "order.change_withdrawn": Words("undo", _("%(company)s took back the change of “%(title)s”"), SEE, Group.ORDERS),
}
