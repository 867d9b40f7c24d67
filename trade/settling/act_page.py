"""A page for one act about an instalment, made in one way: what differs is said by each act in views.py."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.guards import View, company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import state_label
from trade.settling.models import Instalment, LetterOfCredit, OutsidePayment


class ActPage:
    """The form, what is wrong with it (422), or the act done and back to the order.

    The verbs of the models ask for the right and the state themselves; that a colleague was quicker is answered with
    409 and what was typed. Who opens the page of an act that is over is led to the order and told how it stands.
    """

    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    refused: ClassVar[Any] = ""
    form_class: ClassVar[type[forms.Form] | None] = None  # None: a button on the order's page does it
    payment: OutsidePayment | None = None
    letter: LetterOfCredit | None = None

    def __init__(self, request: SignedIn, **address: Any) -> None:
        self.request, self.actor = request, request.actor
        self.instalment = self.find(**address)

    @classmethod
    def as_view(cls) -> View:
        def view(request: SignedIn, **address: Any) -> HttpResponseBase:
            return cls(request, **address).respond()

        return company_required(view)

    # -- what each act says ---------------------------------------------------------------------------------------

    def find(self, ref: str, number: int) -> Instalment:
        rows = Instalment.objects.visible_to(self.actor).select_related("order__supplier", "order__buyer")
        found: Instalment = get_object_or_404(rows, order__ref=ref, number=number)
        return found

    def may(self) -> bool:
        raise NotImplementedError

    def is_open(self) -> bool:
        return self.instalment.is_open

    def form(self, data: Any = None, files: Any = None) -> forms.Form:
        assert self.form_class is not None
        return self.form_class(data, files)

    def do(self, data: dict[str, Any]) -> None:
        raise NotImplementedError

    def corrected(self, form: forms.Form) -> forms.Form:
        """The form that is shown again when something was wrong with this one."""
        return form

    # -- the way --------------------------------------------------------------------------------------------------

    def respond(self) -> HttpResponseBase:
        require(self.may(), self.refused)
        if self.request.method == "POST":
            return self.post()
        if self.form_class is None:
            return HttpResponseNotAllowed(["POST"])
        if not self.is_open():
            return self.over()
        return self.page(self.form())

    def post(self) -> HttpResponse:
        form = self.form(self.request.POST, self.request.FILES) if self.form_class else None
        if form is None or form.is_valid():
            try:
                self.do(form.cleaned_data if form else {})
            except WrongState:
                raise
            except Refused as problem:
                if form is None:
                    raise
                form.add_error(None, str(problem.message))
            else:
                messages.success(self.request, self.done)
                return redirect(self.instalment)
        return self.page(self.corrected(form), status=422)

    def page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {
            "act": self,
            "form": form,
            "instalment": self.instalment,
            "order": self.instalment.order,
            "payment": self.payment,
            "letter": self.letter,
        }
        return render(self.request, "trade/settling/act.html", context, status=status)

    def over(self) -> HttpResponse:
        subject: Any = self.payment or self.letter or self.instalment
        words = _("This is not to be done any more: it is now “%(state)s”.")
        messages.info(self.request, words % {"state": state_label(subject)})
        return redirect(self.instalment)


class PaymentAct(ActPage):
    """About a transfer that was reported."""

    def find(self, ref: str, proof: str) -> Instalment:  # type: ignore[override]  # another address
        rows = OutsidePayment.objects.visible_to(self.actor).select_related("instalment__order__supplier")
        found: OutsidePayment = get_object_or_404(rows, instalment__order__ref=ref, ref=proof)
        self.payment = found
        return found.instalment

    def is_open(self) -> bool:
        return self.payment is not None and self.payment.state == OutsidePayment.State.REPORTED


class LetterAct(ActPage):
    """About a letter of credit that was named."""

    def find(self, ref: str, letter: str) -> Instalment:  # type: ignore[override]  # another address
        rows = LetterOfCredit.objects.visible_to(self.actor).select_related("instalment__order__supplier")
        self.letter = get_object_or_404(rows, instalment__order__ref=ref, ref=letter)
        return self.letter.instalment

    def is_open(self) -> bool:
        return self.letter is not None and self.letter.state == LetterOfCredit.State.OPENED
