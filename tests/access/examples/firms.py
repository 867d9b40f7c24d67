"""The seller's firm: its people and invitations, its page, its papers, its keys."""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from companies.models import (
    ApiToken,
    Certificate,
    Claim,
    CompanyPhoto,
    Handover,
    Invitation,
    Mandate,
    Membership,
    ShortAddress,
    VaultDocument,
)
from companies.verification.uploads import Upload
from notifications.mail import unsubscribe_path
from notifications.models import Notification
from notifications.words import Group
from search.models import SavedSearch
from tests.access.examples.cast import REF, Cast, Places, paper
from tests.access.examples.passkey import registration
from tests.cast import make_person


def people(cast: Cast) -> Places:
    """A colleague who is asked to take over, an open invitation, and one that the buyer has received."""
    seller = cast.seller
    heir = make_person("heir@roles.example", seller.company, "manager")
    membership = Membership.objects.get(user=heir.user)
    yield "seller", reverse("companies:person", args=[membership.ref])
    handover = Handover.offer(membership, seller.actor)
    yield "seller", reverse("companies:handover", args=[handover.ref])
    sent = Invitation.send(seller.actor, "guest@roles.example", "sales")
    yield "seller", reverse("companies:invitation_withdrawal", args=[sent.ref])
    yield "guest", reverse("companies:invitation", args=[sent.token])
    own = {"user": cast.buyer.user, "email": cast.buyer.user.email}
    EmailAddress.objects.get_or_create(**own, defaults={"verified": True, "primary": True})
    received = Invitation.send(seller.actor, cast.buyer.user.email, "viewer")
    yield "buyer", reverse("companies:own_invitation_acceptance", args=[received.ref])


def page(cast: Cast) -> Places:
    company, by = cast.seller.company, cast.seller.actor
    assert company is not None
    CompanyPhoto.hang(company, [Image.new("RGB", (80, 60))], by)
    photo = CompanyPhoto.objects.filter(company=company).latest("pk")
    yield "seller", reverse("companies:photo", args=[photo.ref])
    until = timezone.localdate() + timedelta(days=300)
    stated = Certificate.state(company, by, paper(), name="ISO 9001", number="Q-1", issuer="KSA", valid_until=until)
    yield "seller", reverse("companies:certificate_edit", args=[stated.ref])
    yield "seller", reverse("companies:certificate_file", args=[company.slug, stated.ref])
    yield "seller", reverse("companies:layout_product", args=[company.products.order_by("pk")[0].ref])
    yield "seller", reverse("companies:layout_section", args=["about"])
    yield "seller", reverse("companies:closing", args=[company.slug])


def doors(cast: Cast) -> Places:
    """Keys and searches that were kept, and a mandate that was offered."""
    company, person = cast.seller.company, cast.seller.user
    token = ApiToken.objects.create(
        ref=f"{REF}-T", company=company, digest="0" * 64, hint="0000", issued_by=person, scopes=["read"]
    )
    yield "seller", reverse("companies:token_revocation", args=[token.ref])
    saved = SavedSearch.objects.create(
        ref=f"{REF}-S", user=person, company=company, name="Bearings", query="q=bearing", rhythm="off"
    )
    yield "seller", reverse("search:saved", args=[saved.ref])
    mandate = Mandate.objects.get(principal=company, agent=cast.steward.company, state="given")
    for account in ("seller", "steward"):
        yield account, reverse("companies:mandate", args=[mandate.ref])


def person(cast: Cast) -> Places:
    """What belongs to the seller alone: messages, the link that ends their mails, a passkey, a short address."""
    user, company = cast.seller.user, cast.seller.company
    for kind, event in (("order.placed", -1), ("inquiry.sent", -2)):
        note = Notification.objects.create(
            user=user,
            company=company,
            event_id=event,
            kind=kind,
            path="/orders/",
            data={"title": "Bearings", "company": "Nordlager", "supplier": "Hanul", "number": "1"},
        )
        yield "seller", reverse("notifications:follow", args=[note.ref])
    yield "guest", unsubscribe_path(user, [Group.SECURITY])
    address = EmailAddress.objects.create(user=user, email="second@roles.example", verified=False)
    yield "guest", reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
    token = default_token_generator.make_token(user)
    yield "guest", reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})
    own = {"name": "Phone", "credential": registration()}
    passkey = Authenticator.objects.create(user=user, type="webauthn", data=own)
    yield "seller", reverse("mfa_edit_webauthn", args=[passkey.pk])
    yield "seller", reverse("mfa_remove_webauthn", args=[passkey.pk])
    ShortAddress.take(company, "hanul", cast.seller.actor)
    yield "guest", reverse("companies:short", args=["hanul"])


def word(cast: Cast) -> Places:
    """What the firm says of itself to be checked, with a paper."""
    company, by = cast.seller.company, cast.seller.actor
    assert company is not None
    upload = Upload("register.jpg", paper().read(), "image/jpeg", ".jpg")
    version = VaultDocument.add(company, "corporate_register", upload, by)
    yield "seller", reverse("companies:document", args=[version.ref])
    yield "moderator", reverse("desk:document", args=[version.ref])
    waiting = Claim.objects.filter(state=Claim.State.SUBMITTED).order_by("pk").first()
    if waiting:
        yield "moderator", reverse("desk:verification", args=[waiting.ref])
