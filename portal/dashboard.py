"""“My portal”: what waits for the acting company, gathered from every app."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from companies.middleware import SESSION_KEY
from offers.models import Inquiry
from portal.core.preferences import safe_next

app_name = "my"


@login_required
def home(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    inquiries = Inquiry.objects.visible_to(actor).for_cards()
    return render(
        request,
        "my/home.html",
        {
            "waiting_for_you": inquiries.waiting_for(actor)[:10],
            "waiting_for_others": inquiries.waiting_for_others(actor)[:10],
        },
    )


@login_required
@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Act for another of the person's companies from now on; a company they are not in changes nothing."""
    slug = request.POST.get("company", "")
    if request.user.memberships.filter(company__slug=slug).exists():  # type: ignore[union-attr]
        request.session[SESSION_KEY] = slug
    return redirect(safe_next(request))


urlpatterns = [path("", home, name="home"), path("acting-company/", act_as, name="act_as")]
