"""What of a company itself moves when it is taken into another."""

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.merging import Moved, merges, move_rows
from companies.models import (
    ApiToken,
    Certificate,
    Claim,
    Company,
    CompanyBlock,
    CompanyPhoto,
    CompanyText,
    FileRoom,
    Handover,
    Invitation,
    Mandate,
    Membership,
    NameFlag,
    ShortAddress,
    StaffNote,
    StoredFile,
    WebhookEndpoint,
)

RANKS = ("viewer", "buyer", "sales", "manager", "owner")


@merges("people", "companies.membership.company")
def people(kept: Company, lost: Company) -> Moved:
    """Who is in both keeps the higher role of the two."""
    there = {one.user_id: one for one in kept.memberships.all()}
    for one in lost.memberships.filter(user__in=list(there)):
        mine = there[one.user_id]
        if RANKS.index(one.role) > RANKS.index(mine.role):
            Membership.objects.filter(pk=mine.pk).update(role=one.role)
    moving = Membership.objects.filter(company=lost)
    yield (
        _("people"),
        move_rows(moving, "company", kept, clashing=moving.filter(user__in=list(there)).values_list("pk", flat=True)),
    )


@merges("certificates", "companies.certificate.company")
def certificates(kept: Company, lost: Company) -> Moved:
    there = set(kept.certificates.values_list("name", "number"))
    moving = Certificate.objects.filter(company=lost)
    clashing = [one.pk for one in moving if (one.name, one.number) in there]
    yield _("certificates"), move_rows(moving, "company", kept, clashing=clashing)


@merges("texts", "companies.companytext.company")
def texts(kept: Company, lost: Company) -> Moved:
    """What the kept one says stays; what it says in no language yet, it takes over."""
    moving = CompanyText.objects.filter(company=lost)
    clashing = moving.filter(language__in=list(kept.texts.values_list("language", flat=True)))
    yield (
        _("texts about the company"),
        move_rows(moving, "company", kept, clashing=clashing.values_list("pk", flat=True)),
    )


@merges("tokens", "companies.apitoken.company")
def tokens(kept: Company, lost: Company) -> Moved:
    """Keys open a company by its name; they die with it."""
    yield _("API keys ended"), ApiToken.objects.filter(company=lost).delete()[0]


@merges("webhooks", "companies.webhookendpoint.company")
def webhooks(kept: Company, lost: Company) -> Moved:
    """They were set up for what one firm does; the kept one's people decide anew what goes where."""
    yield (
        _("webhooks ended"),
        WebhookEndpoint.objects.filter(company=lost).delete()[1].get(WebhookEndpoint._meta.label, 0),
    )


@merges("notes", "companies.staffnote.company")
def notes(kept: Company, lost: Company) -> Moved:
    yield _("notes of staff"), move_rows(StaffNote.objects.filter(company=lost), "company", kept)


@merges("checks", "companies.claim.company", "companies.nameflag.company", "companies.nameflag.other")
def checks(kept: Company, lost: Company) -> Moved:
    """A check was made of one firm and holds for no other: it stays, and so do the papers. What waits is ended."""
    waiting = Claim.objects.filter(company=lost, state__in=Claim.OPEN)
    yield _("open checks ended"), waiting.update(state=Claim.State.WITHDRAWN)
    NameFlag.objects.filter(company=lost, state=NameFlag.State.OPEN).update(state=NameFlag.State.CLEARED)
    NameFlag.objects.filter(company=kept, other=lost, state=NameFlag.State.OPEN).update(state=NameFlag.State.CLEARED)


@merges("pictures", "companies.companyphoto.company", "companies.shortaddress.company")
def pictures(kept: Company, lost: Company) -> Moved:
    """Photos come after those that are there; short addresses lead on to the kept company."""
    begin = kept.photos.count()
    for position, photo in enumerate(CompanyPhoto.objects.filter(company=lost).order_by("position", "pk"), begin):
        CompanyPhoto.objects.filter(pk=photo.pk).update(company=kept, position=position)
    yield _("photos"), kept.photos.count() - begin
    ShortAddress.objects.filter(company=lost).update(company=kept, is_current=False)


@merges("open doors", "companies.invitation.company", "companies.handover.company")
def open_doors(kept: Company, lost: Company) -> Moved:
    """Nobody comes into the company that goes any more, nor is it handed over."""
    invitations = Invitation.objects.filter(company=lost, state=Invitation.State.OPEN)
    yield _("invitations withdrawn"), invitations.update(state=Invitation.State.WITHDRAWN)
    Handover.objects.filter(company=lost, state=Handover.State.OPEN).update(state=Handover.State.WITHDRAWN)


@merges("blocks", "companies.companyblock.company", "companies.companyblock.blocked")
def blocks(kept: Company, lost: Company) -> Moved:
    """Whom either blocked stays blocked, and who blocked either has blocked the kept one."""
    CompanyBlock.objects.filter(Q(company=kept, blocked=lost) | Q(company=lost, blocked=kept)).delete()
    for field, other in (("company", "blocked"), ("blocked", "company")):
        rows = CompanyBlock.objects.filter(**{field: lost})
        known = CompanyBlock.objects.filter(**{field: kept}).values(other)
        twice = rows.filter(**{f"{other}__in": known}).values_list("pk", flat=True)
        yield _("blocked companies"), move_rows(rows, field, kept, twice)


@merges("mandates", "companies.mandate.principal", "companies.mandate.agent")
def mandates(kept: Company, lost: Company) -> Moved:
    """A mandate was given to one firm by another, and to no third: open ones end. What was, is kept by the kept one."""
    ended = 0
    for one in Mandate.objects.open().filter(Q(principal=lost) | Q(agent=lost)).select_related("agent"):
        one.finish(Mandate.End.MERGED, None)
        ended += 1
    yield _("mandates ended"), ended
    Mandate.objects.filter(principal=lost).exclude(agent=kept).update(principal=kept)
    Mandate.objects.filter(agent=lost).exclude(principal=kept).update(agent=kept)


@merges("stored files", "companies.storedfile.company", "companies.fileroom.company")
def stored_files(kept: Company, lost: Company) -> Moved:
    """What both have is counted for the kept one, and of what staff allowed either the larger holds."""
    move_rows(StoredFile.objects.filter(company=lost), "company", kept)
    allowed = [room.megabytes for room in (FileRoom.of(kept), FileRoom.of(lost)) if room.megabytes is not None]
    FileRoom.objects.filter(company=lost).delete()
    with_both = FileRoom.locked_for(kept.pk)
    with_both.megabytes = max(allowed, default=None)
    with_both.save(update_fields=["megabytes"])
    with_both.recount()
    yield from ()
