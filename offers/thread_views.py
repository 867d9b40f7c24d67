"""One inquiry: what was written, and what each side does with it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from companies.models import CompanyBlock
from companies.permissions import can_block_company
from offers.inquiry_forms import AnswerForm, ClosingForm, ContactForm, FollowUpForm, NoteForm, ReportForm
from offers.models import (
    CannedReply,
    Inquiry,
    InquiryContact,
    InquiryFile,
    InquiryLine,
    InquiryNote,
    InquiryReport,
    InquirySeen,
    Offer,
)
from offers.models.inquiry_routing import assign, people_to_choose
from offers.permissions import (
    can_answer_inquiry,
    can_ask_in_inquiry,
    can_close_inquiry,
    can_note_inquiry,
    can_write_in_inquiry,
)
from offers.thread import Thread, usual_contact
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require
from portal.core.private import given_out

SHARED = "shared_%s"  # the ids of the contact form, which stands beside the answer's own fields


def find_inquiry(request: SignedIn, ref: str) -> Inquiry:
    rows = Inquiry.objects.visible_to(request.actor).for_cards().select_related("batch", "offer__category")
    return get_object_or_404(rows, ref=ref)


@company_required
def inquiry_detail(request: SignedIn, ref: str) -> HttpResponse:
    """The record of one inquiry; posting here writes for one's own side."""
    inquiry = find_inquiry(request, ref)
    if request.method == "POST":
        return write(request, inquiry)
    page = show(request, inquiry, form_for(inquiry, request.actor))
    InquirySeen.mark(inquiry, request.actor)
    InquiryContact.note_seen(inquiry, request.actor)
    return page


def form_for(inquiry: Inquiry, actor: Actor, post: Any = None, files: Any = None) -> AnswerForm:
    """A blank one, or with what was sent; who may answer answers, the other side asks."""
    kind = AnswerForm if can_answer_inquiry(actor, inquiry) else FollowUpForm
    return kind(post, files, initial={"seen": inquiry.last_number, **usual_contact(actor)})


def write(request: SignedIn, inquiry: Inquiry) -> HttpResponse:
    """Answer or ask again. Whatever stands against it, the words come back with the page."""
    actor = request.actor
    if "answer" in request.POST:
        require(can_answer_inquiry(actor, inquiry), _("Your role may not answer this inquiry."))
    require(can_write_in_inquiry(actor, inquiry), _("Your role may not write in this inquiry."))
    form = form_for(inquiry, actor, request.POST, request.FILES)
    if "insert" in request.POST:
        return with_canned(request, inquiry)
    if not form.is_valid():
        return show(request, inquiry, form)
    if inquiry.was_just_said(form.text, actor):
        return redirect(inquiry)
    try:
        say(inquiry, form, actor)
    except Refused as problem:
        form.add_error(None, str(problem.message))
        inquiry = find_inquiry(request, inquiry.ref)
        return show(request, inquiry, moved_on(form, inquiry), status=409)
    messages.success(request, _("Your answer is sent.") if "answer" in request.POST else _("Your words are sent."))
    return redirect(f"{inquiry.get_absolute_url()}#n{inquiry.last_number}")


def say(inquiry: Inquiry, form: AnswerForm, actor: Actor) -> None:
    """The words, and with them the contact details that the person has ticked."""
    with transaction.atomic():
        write_down(inquiry, form, actor)
        InquiryContact.share(inquiry, actor, **form.parts_of(actor.user))


def write_down(inquiry: Inquiry, form: AnswerForm, actor: Actor) -> None:
    files, seen = form.cleaned_data["papers"], form.cleaned_data["seen"]
    if isinstance(form, FollowUpForm):
        inquiry.ask_again(form.text, actor, seen, files)
    elif inquiry.state == Inquiry.State.ANSWERED:
        # Without the number of what was read this is the answer to a question somebody else has answered meanwhile.
        (inquiry.add if seen is not None else inquiry.reply)(form.text, actor, seen, files)
    else:
        inquiry.reply(form.text, actor, seen, files)


def moved_on(form: AnswerForm, inquiry: Inquiry) -> AnswerForm:
    """The same words, now after what was written meanwhile."""
    form.data = {**form.data.dict(), "seen": str(inquiry.last_number)}  # type: ignore[attr-defined]  # a QueryDict
    return form


def with_canned(request: SignedIn, inquiry: Inquiry) -> HttpResponse:
    """The page again with prepared words after what was typed; nothing is sent."""
    rows = CannedReply.objects.visible_to(request.actor)
    reply = get_object_or_404(rows, ref=request.POST.get("canned", "")[:16])
    typed = request.POST.get("answer", "").strip()[:8000]
    words = "\n\n".join(filter(None, [typed, reply.filled(inquiry, request.actor)]))
    initial = {**usual_contact(request.actor), "answer": words, "seen": request.POST.get("seen", "")}
    return show(request, inquiry, AnswerForm(initial=initial))


def show(request: SignedIn, inquiry: Inquiry, form: AnswerForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {**about(inquiry, request), "form": form, **more}
    return render(request, "offers/inquiry_detail.html", context, status=status)


def about(inquiry: Inquiry, request: SignedIn) -> dict[str, Any]:
    """What the page of an inquiry shows this reader."""
    actor, thread = request.actor, Thread(inquiry, request.actor)
    asked, asker = actor.acts_for(inquiry.supplier_id), actor.acts_for(inquiry.buyer_id)
    return {
        "inquiry": inquiry,
        "thread": thread,
        "entries": thread.entries(),
        "lines": list(inquiry.lines.select_related("product")),
        "offer": shown_offer(inquiry, actor),
        "partner": inquiry.shown_partner(actor),
        "named": inquiry.names_company_to(actor),
        "is_asker": asker,
        "is_asked": asked,
        "pill": inquiry.pill_for(actor),
        "notes": InquiryNote.objects.visible_to(actor).filter(inquiry=inquiry).select_related("user"),
        "note_form": NoteForm(),
        "contact_form": ContactForm(initial=usual_contact(actor), auto_id=SHARED),
        "closing_form": ClosingForm(),
        "canned": canned_for(actor) if asked else [],
        "assignments": inquiry.assignments.select_related("user", "by") if asked else [],
        "people": people_to_choose(inquiry) if asked else [],
        "report": InquiryReport.objects.filter(inquiry=inquiry).first() if asked else None,
        "crumbs": [(_("Inquiries"), reverse("offers:inquiries")), (inquiry.ref, "")],
        **may_do(inquiry, actor),
    }


def may_do(inquiry: Inquiry, actor: Actor) -> dict[str, bool]:
    closes, answers = can_close_inquiry(actor, inquiry), can_answer_inquiry(actor, inquiry)
    return {
        "may_answer": not inquiry.is_closed and answers,
        "may_ask": not inquiry.is_closed and can_ask_in_inquiry(actor, inquiry),
        "may_close": not inquiry.is_closed and closes,
        "may_reopen": inquiry.is_closed and closes and inquiry.closed_side == inquiry.side_of(actor),
        "may_remind": inquiry.may_be_reminded and can_ask_in_inquiry(actor, inquiry),
        "may_report": answers and not InquiryReport.objects.filter(inquiry=inquiry).exists(),
        "may_note": can_note_inquiry(actor, inquiry),
        "may_assign": answers,
        "may_share": actor.user is not None and can_write_in_inquiry(actor, inquiry),
        "may_quote": may_quote(inquiry, actor),
        "may_chat": actor.may("talk") and not inquiry.supplier_is_hidden,
    }


def may_quote(inquiry: Inquiry, actor: Actor) -> bool:
    """Whoever sells in this deal; to a buyer that has not shown itself yet nobody quotes."""
    seller = inquiry.buyer_id if inquiry.asks_a_buyer else inquiry.supplier_id
    is_hidden = inquiry.supplier_is_hidden and inquiry.asks_a_buyer
    return actor.acts_for(seller) and actor.may("sell") and not inquiry.is_closed and not is_hidden


def shown_offer(inquiry: Inquiry, actor: Actor) -> Offer | None:
    """None when it has been withdrawn: its title stays on the card."""
    offer = inquiry.offer
    return offer if offer and Offer.objects.visible_to(actor).filter(pk=offer.pk).exists() else None


def canned_for(actor: Actor) -> list[CannedReply]:
    """Those in the reader's language first."""
    rows = list(CannedReply.objects.visible_to(actor))
    return sorted(rows, key=lambda one: (one.language != get_language(), one.language, one.title))


# -- what one side does -------------------------------------------------------------------------------------------


@require_POST
@company_required
def closure(request: SignedIn, ref: str) -> HttpResponse:
    inquiry = find_inquiry(request, ref)
    inquiry.close(request.actor, ClosingForm(request.POST).chosen())
    messages.success(request, _("The inquiry is closed. You can reopen it for 30 days."))
    return redirect(inquiry)


@require_POST
@company_required
def reopening(request: SignedIn, ref: str) -> HttpResponse:
    inquiry = find_inquiry(request, ref)
    inquiry.reopen(request.actor)
    messages.success(request, _("The inquiry is open again."))
    return redirect(inquiry)


@require_POST
@company_required
def reminder(request: SignedIn, ref: str) -> HttpResponse:
    inquiry = find_inquiry(request, ref)
    inquiry.remind(request.actor)
    messages.success(request, _("They are reminded."))
    return redirect(inquiry)


@require_POST
@company_required
def note(request: SignedIn, ref: str) -> HttpResponse:
    inquiry, form = find_inquiry(request, ref), NoteForm(request.POST)
    if not form.is_valid():
        return show(request, inquiry, form_for(inquiry, request.actor), status=422, note_form=form)
    InquiryNote.write(inquiry, form.cleaned_data["body"], request.actor)
    return redirect(f"{inquiry.get_absolute_url()}#notes")


@require_POST
@company_required
def assignment(request: SignedIn, ref: str) -> HttpResponse:
    """To a colleague, or with nothing chosen to everybody."""
    inquiry, wanted = find_inquiry(request, ref), request.POST.get("person", "")
    person = next((one for one in people_to_choose(inquiry) if str(one.pk) == wanted), None)
    if wanted and person is None:
        raise Refused(_("This person may not answer for your company now, or is away."))
    assign(inquiry, person, request.actor)
    words = _("Handed to %(person)s.") % {"person": person} if person else _("It is everybody's again.")
    messages.success(request, words)
    return redirect(inquiry)


@require_POST
@company_required
def contact(request: SignedIn, ref: str) -> HttpResponse:
    """Share, or with `withdraw` take back."""
    inquiry, form = find_inquiry(request, ref), ContactForm(request.POST, auto_id=SHARED)
    if "withdraw" in request.POST:
        rows = InquiryContact.objects.visible_to(request.actor).filter(inquiry=inquiry, user=request.user)
        get_object_or_404(rows, withdrawn_at=None).withdraw(request.actor)
        messages.success(request, _("They no longer see your contact details here. What they have noted, they have."))
        return redirect(inquiry)
    if not form.is_valid():
        return show(request, inquiry, form_for(inquiry, request.actor), status=422, contact_form=form)
    shared = InquiryContact.share(inquiry, request.actor, **form.parts_of(request.actor.user))
    messages.success(request, _("Shared.") if shared else _("Nothing was ticked, so nothing is shared."))
    return redirect(inquiry)


@company_required
def report(request: SignedIn, ref: str) -> HttpResponse:
    """Say that it is spam, and why; it leaves the boxes at once."""
    inquiry = find_inquiry(request, ref)
    require(can_answer_inquiry(request.actor, inquiry), _("Your role may not report this inquiry."))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        InquiryReport.make(inquiry, data["reason"], request.actor, data["words"])
        if data["block"] and can_block_company(request.actor):
            CompanyBlock.put_up(request.actor, inquiry.buyer)
        messages.success(request, _("Thank you. It is out of your boxes and does not count; our staff look at it."))
        return redirect("offers:inquiries")
    status = 422 if form.errors else 200
    return render(request, "offers/inquiry_report.html", {"form": form, "inquiry": inquiry}, status=status)


@require_POST
@company_required
def block(request: SignedIn, ref: str) -> HttpResponse:
    """Take no inquiries from the asking company any more."""
    inquiry = find_inquiry(request, ref)
    require(can_answer_inquiry(request.actor, inquiry), _("Your role may not block companies."))
    CompanyBlock.put_up(request.actor, inquiry.buyer)
    words = _("%(company)s can no longer send you inquiries. You can undo this in the settings.")
    messages.success(request, words % {"company": inquiry.buyer.name})
    return redirect(inquiry)


# -- files --------------------------------------------------------------------------------------------------------


@require_safe
@company_required
def inquiry_file(request: SignedIn, ref: str, file_ref: str) -> FileResponse:
    rows = InquiryFile.objects.visible_to(request.actor).filter(inquiry__ref=ref)
    found = get_object_or_404(rows, ref=file_ref)
    kind = "application/pdf" if found.is_pdf else "image/jpeg"
    return given_out(found.file, found.name, kind, is_saved=found.is_pdf)


@require_safe
@company_required
def line_picture(request: SignedIn, ref: str, position: int) -> FileResponse:
    """The picture of the product as it was when it was asked about."""
    visible = Inquiry.objects.visible_to(request.actor).filter(ref=ref).order_by()
    rows = InquiryLine._default_manager.filter(inquiry__in=visible, position=position)
    found = get_object_or_404(rows.exclude(picture=""))
    return given_out(found.picture, "picture.jpg", "image/jpeg", is_saved=False)
