"""Logo, cover and photos: sent, described, arranged and taken away, each by a form of its own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.models import CompanyPhoto
from companies.models.photo import MOST_PHOTOS, PARTS, dress
from companies.profile.forms import OnePictureForm, PhotosForm, PhotoWordsForm
from companies.profile.views import editors_only, room_context
from portal.core.http import SignedIn
from portal.core.permissions import Refused


def back(request: SignedIn, message: Any, anchor: str = "") -> HttpResponse:
    messages.success(request, message)
    return redirect(f"{redirect('companies:pictures').url}{anchor}")


@editors_only
def pictures(request: SignedIn) -> HttpResponse:
    return shown(request)


def shown(request: SignedIn, **forms: Any) -> HttpResponse:
    """The page, with the form that was refused among the others."""
    company = request.actor.company
    photos = [(photo, words_of(photo)) for photo in company.photos.all()]
    if wrong := forms.pop("wrong_words", None):
        photos = [(photo, wrong if photo.ref == wrong.prefix else form) for photo, form in photos]
    context = {
        "company": company,
        "logo_form": OnePictureForm(auto_id="logo_%s"),
        "cover_form": OnePictureForm(auto_id="cover_%s"),
        "photos_form": PhotosForm(),
        "photos": photos,
        "room_left": MOST_PHOTOS - len(photos),
        **forms,
    }
    return render(request, "companies/profile/pictures.html", room_context("pictures", **context))


def words_of(photo: CompanyPhoto) -> PhotoWordsForm:
    return PhotoWordsForm(initial={"caption": photo.caption, "alt": photo.alt}, prefix=photo.ref)


@editors_only
@require_POST
def picture(request: SignedIn, part: str) -> HttpResponse:
    """A new logo or cover."""
    if part not in PARTS:
        raise Http404
    form = OnePictureForm(request.POST, request.FILES, auto_id=f"{part}_%s")
    if not form.is_valid():
        return shown(request, **{f"{part}_form": form})
    dress(request.actor.company, part, form.cleaned_data["picture"], request.actor)
    return back(request, _("The new picture is on your page."), f"#{part}")


@editors_only
@require_POST
def picture_removal(request: SignedIn, part: str) -> HttpResponse:
    if part not in PARTS:
        raise Http404
    dress(request.actor.company, part, None, request.actor)
    return back(request, _("The picture is gone."), f"#{part}")


@editors_only
@require_POST
def photos(request: SignedIn) -> HttpResponse:
    """More photos, all or none of those sent."""
    form = PhotosForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            added = CompanyPhoto.hang(request.actor.company, form.cleaned_data["photos"], request.actor)
            return back(request, _("%(n)s photos added. Say what they show.") % {"n": added}, "#photos")
        except Refused as problem:
            form.add_error("photos", problem.message)
    return shown(request, photos_form=form)


def own_photo(request: SignedIn, ref: str) -> CompanyPhoto:
    rows = CompanyPhoto.objects.owned_by(request.actor).select_related("company")
    photo: CompanyPhoto = get_object_or_404(rows, ref=ref)
    return photo


@editors_only
@require_POST
def photo_words(request: SignedIn, ref: str) -> HttpResponse:
    photo = own_photo(request, ref)
    form = PhotoWordsForm(request.POST, prefix=ref)
    if not form.is_valid():
        return shown(request, wrong_words=form)
    photo.describe(request.actor, **form.cleaned_data)
    return back(request, _("Saved."), f"#photo-{ref}")


@editors_only
@require_POST
def photo_position(request: SignedIn, ref: str) -> HttpResponse:
    photo = own_photo(request, ref)
    photo.move(request.actor, -1 if request.POST.get("to") == "front" else 1)
    return redirect(f"{redirect('companies:pictures').url}#photo-{ref}")


@editors_only
@require_POST
def photo_removal(request: SignedIn, ref: str) -> HttpResponse:
    own_photo(request, ref).remove(request.actor)
    return back(request, _("The photo is gone."), "#photos")
