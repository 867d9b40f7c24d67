"""Steps, files and the journal of an initiative."""

from pathlib import PurePath
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.house import standing
from community.initiatives import forms
from community.initiatives import permissions as rules
from community.initiatives.models import Initiative, InitiativeFile, InitiativeNote, InitiativeStep
from community.initiatives.views import TAB, find, show
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.private import given_out
from portal.core.texts import clean_line


@company_required
@require_POST
def step_add(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    found = find(request, slug, ref)
    require(rules.can_work_on_initiative(request.actor, found), _("Only partners plan the steps."))
    form = forms.StepForm(request.POST, initiative=found)
    if not form.is_valid():
        return show(request, found, 422, step_form=form)
    InitiativeStep.add(found, request.actor, **form.cleaned_data)
    return redirect(f"{found.get_absolute_url()}#steps")


def find_step(request: SignedIn, slug: str, ref: str, step_ref: str) -> tuple[Initiative, InitiativeStep]:
    found = find(request, slug, ref)
    rows = InitiativeStep.objects.visible_to(request.actor).filter(initiative=found).select_related("company")
    return found, get_object_or_404(rows, ref=step_ref)


@company_required
def step(request: SignedIn, slug: str, ref: str, step_ref: str) -> HttpResponse:
    """The step by itself: its words, and what shows that it is done."""
    found, step = find_step(request, slug, ref, step_ref)
    wish = request.POST.get("do", "")
    facts = {"title": step.title, "company": step.company_id, "due_on": step.due_on}
    form = forms.StepForm(request.POST if wish == "change" else None, initiative=found, initial=facts)
    is_done = wish == "done"
    known = {"note": step.note, "link": step.link}
    done = forms.DoneForm(request.POST if is_done else None, request.FILES if is_done else None, initial=known)
    if wish == "change" and form.is_valid():
        step.change(request.actor, **form.cleaned_data)
        return redirect(f"{found.get_absolute_url()}#steps")
    if is_done and done.is_valid():
        finish(request, found, step, done.cleaned_data)
        return redirect(f"{found.get_absolute_url()}#steps")
    may_work = rules.can_work_on_initiative(request.actor, found) and found.is_live
    context = {**standing(request, found.community, TAB), "initiative": found, "step": step, "may_work": may_work}
    status = 422 if form.errors or done.errors else 200
    more = {"form": form, "done_form": done}
    return render(request, "community/initiatives/step.html", {**context, **more}, status=status)


def finish(request: SignedIn, found: Initiative, step: InitiativeStep, data: dict[str, Any]) -> None:
    """A file that shows it is kept among the partners' files."""
    step.require_doer(request.actor)
    paper = None
    if data.get("file"):
        paper = InitiativeFile.add(found, name_of(request), data["file"], request.actor)
    step.finish(request.actor, data["note"], data["link"], paper)


def name_of(request: SignedIn) -> str:
    """The sender's own name for the file, as others will read it."""
    file: Any = request.FILES["file"]
    return clean_line(PurePath(str(file.name)).name)[-160:] or _("Document")


@company_required
@require_POST
def step_act(request: SignedIn, slug: str, ref: str, step_ref: str) -> HttpResponse:
    """Tick it, open it again, move it, take it away."""
    found, step = find_step(request, slug, ref, step_ref)
    wish = request.POST.get("do", "")
    if wish == "tick":
        step.finish(request.actor)
    elif wish == "reopen":
        step.reopen(request.actor)
    elif wish in ("up", "down"):
        step.move(request.actor, wish == "up")
    elif wish == "remove":
        step.remove(request.actor)
    return redirect(f"{found.get_absolute_url()}#steps")


@company_required
@require_POST
def file_add(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    found = find(request, slug, ref)
    require(rules.can_work_on_initiative(request.actor, found), _("Only partners keep files here."))
    form = forms.FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, found, 422, file_form=form)
    InitiativeFile.add(found, name_of(request), form.cleaned_data["file"], request.actor)
    return redirect(f"{found.get_absolute_url()}#files")


def find_file(request: SignedIn, slug: str, ref: str, file_ref: str) -> InitiativeFile:
    rows = InitiativeFile.objects.visible_to(request.actor).select_related("initiative__community")
    return get_object_or_404(rows, initiative__community__slug=slug, initiative__ref=ref, ref=file_ref)


@company_required
@require_safe
def file(request: SignedIn, slug: str, ref: str, file_ref: str) -> FileResponse:
    """A PDF is saved, never opened inside our pages; a picture, which we wrote ourselves, may be looked at."""
    found = find_file(request, slug, ref, file_ref)
    kind = "image/jpeg" if found.is_picture else "application/pdf"
    return given_out(found.file, found.name, kind, is_saved=not found.is_picture)


@company_required
@require_POST
def file_remove(request: SignedIn, slug: str, ref: str, file_ref: str) -> HttpResponse:
    found = find_file(request, slug, ref, file_ref)
    found.remove(request.actor)
    return redirect(f"{found.initiative.get_absolute_url()}#files")


@company_required
@require_POST
def note_add(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    found = find(request, slug, ref)
    require(rules.can_work_on_initiative(request.actor, found), _("Only partners write the journal."))
    form = forms.NoteForm(request.POST)
    if not form.is_valid():
        return show(request, found, 422, note_form=form)
    InitiativeNote.write(found, form.cleaned_data["body"], request.actor)
    return redirect(f"{found.get_absolute_url()}#journal")
