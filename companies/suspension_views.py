"""What a suspended company's people read about it, and their appeal."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.guards import company_required
from companies.models import Suspension
from companies.permissions import can_appeal
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.texts import BlockField


class AppealForm(forms.Form):
    appeal_text = BlockField(
        label=gettext_lazy("Your appeal"),
        max_length=4000,
        help_text=gettext_lazy(
            "Say what is not as the programme found it, or what you have changed. You can appeal once."
        ),
    )


@company_required
def suspension(request: SignedIn) -> HttpResponse:
    """The newest one: why, since when, what was answered; owners and managers appeal here."""
    company, actor = request.actor.company, request.actor
    newest = Suspension.objects.visible_to(actor).filter(company=company).first()
    if newest is None:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST":
        require(can_appeal(actor, company), _("Only an owner or a manager may appeal."))
        if form.is_valid():
            newest.appeal(actor, form.cleaned_data["appeal_text"])
            messages.success(request, _("Your appeal is with the programme. You are told as soon as it is answered."))
            return redirect("companies:suspension")
    context = {"company": company, "suspension": newest, "form": form, "may_appeal": can_appeal(actor, company)}
    return render(request, "companies/suspension.html", context)
