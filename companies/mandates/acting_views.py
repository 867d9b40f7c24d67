"""Beginning and ending to act under a mandate: two clicks, each of which changes the session and nothing else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.mandates.acting import may_act_under
from companies.middleware import SESSION_KEY
from portal.core.http import SignedIn
from portal.core.preferences import safe_next


@login_required
@require_POST
def start(request: SignedIn, ref: str) -> HttpResponse:
    """From now on for the principal of this mandate, until ended; one that is not theirs to use is a 404."""
    mandate = next((one for one in may_act_under(request.actor) if one.ref == ref), None)
    if mandate is None:
        raise Http404
    request.session[SESSION_KEY] = mandate.acting_key
    return redirect(safe_next(request) if request.POST.get("next") else "my:home")


@login_required
@require_POST
def stop(request: SignedIn) -> HttpResponse:
    mandate = request.actor.mandate
    if mandate is not None:
        request.session[SESSION_KEY] = mandate.agent.slug
        messages.success(request, _("You act for %(company)s again.") % {"company": mandate.agent})
    return redirect("companies:mandates")
