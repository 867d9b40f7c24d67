"""What firms' files take up: the largest first, and more or less room for one of them."""

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.desk.firms import find
from companies.desk.forms import RoomForm
from companies.desk.guards import staff_required
from companies.models import FileRoom
from companies.permissions import can_give_room
from companies.storing import shares_of
from portal.core.http import SignedIn
from portal.core.pages import paginate


@staff_required
@require_safe
def largest(request: SignedIn) -> HttpResponse:
    rooms = FileRoom.objects.visible_to(request.actor).filter(used__gt=0).select_related("company")
    context = {
        "page": paginate(request, rooms.order_by("-used", "pk"), 50),
        "total": rooms.aggregate(sum=Sum("used"))["sum"] or 0,
    }
    return render(request, "desk/storage.html", context)


@staff_required
def room(request: SignedIn, slug: str) -> HttpResponse:
    """One firm's files by kind; who may, gives it a measure of its own."""
    company = find(request, slug)
    room = FileRoom.of(company)
    form = RoomForm(request.POST or None, initial={"megabytes": room.megabytes})
    if request.method == "POST" and form.is_valid():
        room.give(form.cleaned_data["megabytes"], request.actor)
        messages.success(request, _("Kept."))
        return redirect("desk:room", slug)
    context = {
        "company": company,
        "room": room,
        "shares": shares_of(company),
        "form": form,
        "may_give": can_give_room(request.actor, company),
    }
    return render(request, "desk/room.html", context, status=422 if form.errors else 200)
