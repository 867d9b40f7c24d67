"""Where one of the company's products, offers or quotations is chosen to be shown in a consultation."""

from itertools import islice

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from companies.guards import company_required
from consultations.permissions import can_speak
from consultations.views import find_room
from portal.core.cards import CARDS
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.texts import clean_line

MOST = 12  # of each kind; who looks for another types a word of it


@company_required
@require_safe
def choose(request: SignedIn, ref: str) -> HttpResponse:
    """What is chosen comes back as its address in the composer (`?show=`), from where its card is made."""
    room = find_room(request, ref)
    require(can_speak(request.actor, room))
    q = clean_line(request.GET.get("q", ""))[:120]
    groups = [(kind.label, list(islice(kind.choices(request.actor, q), MOST))) for kind in CARDS.values()]
    context = {"room": room, "q": q, "groups": groups, "has_any": any(rows for _label, rows in groups)}
    return render(request, "consultations/card_choose.html", context)
