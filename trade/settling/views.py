"""The acts of an order's payment: what each page says, and the one verb of the models behind it."""

from typing import Any

from django import forms
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.papers import as_paper
from trade.settling.act_page import ActPage, LetterAct, PaymentAct
from trade.settling.downloads import proof_file
from trade.settling.forms import LetterDecisionForm, LetterForm, ReasonForm, ReportForm, SpreadForm, SumForm
from trade.settling.models import ProofPaper
from trade.settling.permissions import can_confirm_receipt, can_pay_order


class ByBuyer(ActPage):
    refused = _("Only who buys for the buyer reports a payment.")

    def may(self) -> bool:
        return can_pay_order(self.actor, self.instalment.order)


class BySupplier(ActPage):
    refused = _("Only who sells for the supplier confirms a receipt.")

    def may(self) -> bool:
        return can_confirm_receipt(self.actor, self.instalment.order)


class Report(ByBuyer):
    heading = _("Report a bank transfer")
    lead = _("The supplier is told, and confirms when the money has come.")
    button = _("Report the transfer")
    done = _("Reported. The supplier confirms when the money has come.")
    form_class = ReportForm

    def form(self, data: Any = None, files: Any = None) -> ReportForm:
        kept = ProofPaper.objects.kept_for(self.instalment, self.actor)
        return ReportForm(data, files, instalment=self.instalment, kept=kept)

    def do(self, data: dict[str, Any]) -> None:
        words = (data["amount"], data["day"], data["reference"], data["proof"], data.get("kept", ()))
        self.instalment.report(self.actor, *words)

    def corrected(self, form: forms.Form) -> forms.Form:
        """Files that are in order are kept, so that nobody has to choose them again; the others are named."""
        sent = self.request.FILES.getlist("proof")
        if not sent:
            return form
        good = [paper for paper in map(readable, sent) if paper is not None]
        made = ProofPaper.keep_for_later(self.instalment, self.actor, good)
        data = self.request.POST.copy()
        data.setlist("kept", list(dict.fromkeys([*data.getlist("kept"), *(paper.ref for paper in made)])))
        again = self.form(data)
        again.is_valid()
        for name, problems in form.errors.as_data().items():
            if name not in again.errors:
                again.add_error(None if name == "__all__" else name, problems)
        return again


def readable(file: Any) -> Any:
    try:
        return as_paper(file)
    except forms.ValidationError:
        return None


class Receipt(BySupplier):
    """The supplier says that money came which nobody has reported."""

    heading = _("Confirm a receipt")
    lead = _("Look at your bank’s statement. If less has come, the rest stays to be paid.")
    button = pgettext_lazy("money", "It has come")
    done = _("Confirmed. The buyer is told.")
    form_class = SumForm

    def form(self, data: Any = None, files: Any = None) -> SumForm:
        return SumForm(data, instalment=self.instalment)

    def do(self, data: dict[str, Any]) -> None:
        self.instalment.receive(self.actor, data["amount"], data["day"], data["reference"])


class Confirmation(PaymentAct, Receipt):
    """What the buyer has reported."""

    def form(self, data: Any = None, files: Any = None) -> SumForm:
        form = super().form(data)
        del form.fields["reference"]
        return form

    def do(self, data: dict[str, Any]) -> None:
        assert self.payment is not None
        self.payment.confirm(self.actor, data["amount"], data["day"])


class Refusal(PaymentAct, BySupplier):
    heading = _("The money has not come")
    lead = _("The buyer is told why, and asks its bank. The instalment is to be paid again.")
    button = _("It has not come")
    done = _("The buyer is told.")
    form_class = ReasonForm

    def do(self, data: dict[str, Any]) -> None:
        assert self.payment is not None
        self.payment.refuse(self.actor, data["reason"])


class Withdrawal(PaymentAct, ByBuyer):
    done = _("Taken back. The instalment is open again.")

    def do(self, data: dict[str, Any]) -> None:
        assert self.payment is not None
        self.payment.withdraw(self.actor)


class Letter(ByBuyer):
    heading = _("Name the letter of credit")
    lead = _("Your bank opens it; here stand its number and bank, so that the supplier can compare.")
    button = _("Name it")
    done = _("The supplier is told, and accepts or refuses it.")
    refused = _("Only who buys for the buyer names a letter of credit.")
    form_class = LetterForm

    def find(self, ref: str, number: int) -> Any:
        found = super().find(ref, number)
        self.letter = found.letters.standing().first()
        return found

    def is_open(self) -> bool:
        return super().is_open() and self.letter is None

    def do(self, data: dict[str, Any]) -> None:
        self.instalment.open_letter(self.actor, **data)


class LetterDecision(LetterAct, BySupplier):
    heading = _("Accept or refuse the letter of credit")
    lead = _("Compare it with your order. The buyer is told what you decide.")
    button = _("Send the decision")
    done = _("The buyer is told.")
    refused = _("Only who sells for the supplier accepts a letter of credit.")
    form_class = LetterDecisionForm

    def do(self, data: dict[str, Any]) -> None:
        assert self.letter is not None
        self.letter.decide(self.actor, data["decision"] == "accept", data["reason"])


class Spreading(BySupplier):
    heading = _("Spread over several parts")
    lead = _("The buyer may pay in equal parts. The first stays due when it is; nothing falls due earlier.")
    button = _("Spread it")
    done = _("Done. The buyer sees the new days.")
    refused = _("Only who sells for the supplier spreads an instalment.")
    form_class = SpreadForm

    def is_open(self) -> bool:
        return self.instalment.state == self.instalment.State.DUE

    def do(self, data: dict[str, Any]) -> None:
        self.instalment.spread(self.actor, data["parts"], data["days"])


@company_required
@require_safe
def paper(request: SignedIn, ref: str, proof: str, paper: str) -> FileResponse:
    """A proof, to the two companies."""
    rows = ProofPaper.objects.visible_to(request.actor).filter(payment__ref=proof, instalment__order__ref=ref)
    return proof_file(get_object_or_404(rows, ref=paper))
