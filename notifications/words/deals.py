"""What is said of inquiries, quotations and requests."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "inquiry.sent": Words("inbox", _("%(company)s asks about “%(title)s”"), _("Answer inquiry"), Group.INQUIRIES),
    "inquiry.answered": Words(
        "inbox", _("%(company)s answered your inquiry about “%(title)s”"), _("Read the answer"), Group.INQUIRIES
    ),
    "inquiry.closed": Words(
        "inbox", _("The inquiry about “%(title)s” was closed"), _("See the inquiry"), Group.INQUIRIES
    ),
    "inquiry.asked_again": Words(
        "inbox", _("%(company)s asks again about “%(title)s”"), _("Answer inquiry"), Group.INQUIRIES
    ),
    "inquiry.reminded": Words(
        "clock", _("%(company)s waits for an answer about “%(title)s”"), _("Answer inquiry"), Group.INQUIRIES
    ),
    "inquiry.reopened": Words(
        "inbox", _("The inquiry about “%(title)s” is open again"), _("See the inquiry"), Group.INQUIRIES
    ),
    "inquiry.assigned": Words(
        "user", _("The inquiry of %(company)s about “%(title)s” is yours now"), _("See the inquiry"), Group.INQUIRIES
    ),
    "inquiry.spam_confirmed": Words(
        "warning",
        _("Your inquiry about “%(title)s” was reported as spam, and our staff agree: you may ask fewer companies now"),
        _("See the inquiry"),
        Group.INQUIRIES,
    ),
    "inquiry.spam_dismissed": Words(
        "inbox",
        _("Our staff find no spam in the inquiry about “%(title)s”: it is back in your boxes"),
        _("See the inquiry"),
        Group.INQUIRIES,
    ),
    "quotation.submitted": Words(
        "offer", _("%(company)s quoted on “%(title)s”"), _("Read the quotation"), Group.INQUIRIES
    ),
    "quotation.revised": Words(
        "offer", _("%(company)s revised its quotation on “%(title)s”"), _("See what changed"), Group.INQUIRIES
    ),
    "quotation.countered": Words(
        "offer", _("%(company)s made a counter-offer on “%(title)s”"), _("Answer it"), Group.INQUIRIES
    ),
    "quotation.accepted": Words(
        "check", _("Agreed with %(company)s: “%(title)s”"), _("See what was agreed"), Group.INQUIRIES
    ),
    "quotation.declined": Words(
        "offer", _("%(company)s declined “%(title)s” – %(reason)s"), _("Read why"), Group.INQUIRIES
    ),
    "quotation.withdrawn": Words(
        "offer", _("%(company)s withdrew its quotation on “%(title)s”"), _("See the quotation"), Group.INQUIRIES
    ),
    "quotation.expired": Words("clock", _("Your quotation on “%(title)s” has expired"), _("Renew it"), Group.INQUIRIES),
    "quotation.confirmed": Words(
        "check",
        _("%(company)s confirmed its quotation for the changed request “%(title)s”"),
        _("See the quotation"),
        Group.INQUIRIES,
    ),
    "quotation.confirm_again": Words(
        "warning",
        _("%(company)s changed the request “%(title)s”: confirm your quotation or revise it"),
        _("Look at it again"),
        Group.INQUIRIES,
    ),
    "quotation.approval_asked": Words(
        "lock", _("The quotation on “%(title)s” to %(company)s waits for approval"), _("Decide"), Group.INQUIRIES
    ),
    "quotation.approval_refused": Words(
        "warning", _("Your quotation on “%(title)s” to %(company)s was not approved"), _("Read why"), Group.INQUIRIES
    ),
    "quotation.approved": Words(
        "check",
        _("Your quotation on “%(title)s” was approved and is with %(company)s"),
        _("See the quotation"),
        Group.INQUIRIES,
    ),
    "quotation.answer_due": Words(
        "clock", _("%(company)s waits for your answer on “%(title)s” by %(day)s"), _("Answer it"), Group.INQUIRIES
    ),
    "quotation.ending": Words(
        "clock", _("The quotation on “%(title)s” is valid until %(day)s only"), _("See the quotation"), Group.INQUIRIES
    ),
    "rfq.invited": Words("scale", _("%(company)s invites you to quote on “%(title)s”"), _("Read it"), Group.INQUIRIES),
    "rfq.matched": Words(
        "scale",
        _("%(company)s asks for quotations: “%(title)s”. Why you: %(reasons)s"),
        _("See whether it fits"),
        Group.INQUIRIES,
    ),
    "rfq.asked": Words(
        "chat",
        _("A supplier asks about your request “%(title)s”"),
        _("Answer"),
        Group.INQUIRIES,
        many=_("%(times)s questions about your request “%(title)s”"),
    ),
    "rfq.question_answered": Words(
        "chat", _("A question about “%(title)s” was answered"), _("Read the answer"), Group.INQUIRIES
    ),
    "rfq.amended": Words(
        "edit", _("%(company)s changed the request “%(title)s”"), _("See what changed"), Group.INQUIRIES
    ),
    "rfq.closing_soon": Words(
        "clock", _("“%(title)s” closes within a day, and you have not quoted yet"), _("Quote"), Group.INQUIRIES
    ),
    "rfq.closing_soon_buyer": Words(
        "clock", _("Your request “%(title)s” closes within a day"), _("See it"), Group.INQUIRIES
    ),
    "rfq.evaluating": Words(
        "scale", _("The quotations on “%(title)s” are in: it is your turn"), _("Compare and decide"), Group.INQUIRIES
    ),
    "rfq.closed": Words("close", _("%(company)s closed “%(title)s” without award"), _("Read why"), Group.INQUIRIES),
    "rfq.cancelled": Words("close", _("%(company)s cancelled “%(title)s”"), _("Read why"), Group.INQUIRIES),
    "rfq.expired": Words("clock", _("“%(title)s” has ended without a decision"), _("See it"), Group.INQUIRIES),
    "rfq.expired_buyer": Words(
        "clock", _("Your request “%(title)s” has ended without an award"), _("Ask anew"), Group.INQUIRIES
    ),
    "rfq.sent_back": Words(
        "warning", _("Your request “%(title)s” came back from our check"), _("Put it right"), Group.INQUIRIES
    ),
    "rfq.approved": Words("check", _("Your request “%(title)s” is on the board"), _("See it"), Group.INQUIRIES),
}
