"""The copy of a person's data has everything, and nothing that is theirs alone outlives the account."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import CASCADE

from catalog.models import Product
from catalog.seen import Seen
from companies.account.kept import names_of_people
from companies.account.personal import write_archive
from companies.models import User
from offers.models import Inquiry
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db

# Rows that are the person's alone and go with the account.
FORGOTTEN = {
    *("account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession", "companies.Membership"),
    *("catalog.EditorDraft", "catalog.Seen", "catalog.SeenSetting", "cms.Consent", "cms.FairFollow", "cms.HelpVote"),
    *("offers.InquirySeen", "offers.InquiryContact", "offers.InquiryAbsence", "offers.RoutingRule"),
    *("consultations.ReadMark", "consultations.RoomMute", "consultations.PresenceChoice", "consultations.MeetingHours"),
    *("consultations.MeetingFeed", "consultations.ReplyByMail", "consultations.TranslationConsent"),
    *("consultations.AlwaysTranslate", "community.CommunityVisit", "community.PostMention", "community.TalkChoice"),
    *("community.ThreadPlace", "community.ArticleOpinion", "community.CalendarKey", "trade.CalendarFeed"),
    *("notifications.MailPreference", "notifications.QuietHours", "notifications.Notification"),
    *("search.SavedSearch", "wagtailusers.UserProfile"),
}
# What others need of somebody who has no name any more: who was where, what was said and done, and the back offices'.
STAYS = {
    *(
        "companies.Handover",
        "companies.Impersonation",
        "companies.ApiToken",
        "companies.WebhookEndpoint",
        "catalog.CatalogueChange",
    ),
    *("consultations.Mention", "consultations.Reaction", "community.PostThank", "community.Registration"),
    *("community.TableSeat", "wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.APIToken"),
    *("wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.PageSubscription", "admin.LogEntry"),
}


def test_every_row_of_a_person_is_meant_to_go_or_to_stay() -> None:
    """A new table of people's own rows is written down above, and forgotten by an `on_farewell`."""
    own = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.local_fields
        if getattr(field.remote_field, "model", None) is User and field.remote_field.on_delete is CASCADE
    }
    assert own == FORGOTTEN | STAYS


def parts(user: User) -> dict[str, list[dict[str, object]]]:
    file = io.BytesIO()
    write_archive(user, file)
    with zipfile.ZipFile(file) as archive:
        return {name[:-5]: json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json")}


def test_the_copy_points_to_whatever_names_the_person(buyer: Person, seller: Person, product: Product) -> None:
    Seen.note(buyer.user.pk, product)
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    copy = parts(buyer.user)
    assert [row["product"] for row in copy["looked_at"]] == [product.ref]
    named = {(row["kind"], row["which"]) for row in copy["where_you_are_named"]}
    assert ("offers.Inquiry", inquiry.ref) in named
    assert len(names_of_people()) > 150
    assert "offers.Inquiry" not in {row["kind"] for row in parts(seller.user)["where_you_are_named"]}


def test_what_somebody_looked_at_goes_with_them(newcomer: Person, product: Product) -> None:
    Seen.note(newcomer.user.pk, product)
    newcomer.user.delete_account()
    assert not Seen.objects.exists()


def test_staff_answer_a_request_that_came_by_letter(newcomer: Person, tmp_path: Path) -> None:
    file, address = tmp_path / "copy.zip", newcomer.user.email
    call_command("person", address.upper(), copy=str(file))
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("profile.json"))[0]["email"] == address
    with pytest.raises(CommandError, match="exists"):
        call_command("person", address, copy=str(file))
    call_command("person", address, delete=True)
    newcomer.user.refresh_from_db()
    assert newcomer.user.deleted_at and newcomer.user.email == ""
    with pytest.raises(CommandError, match="Nobody"):
        call_command("person", address)


def test_the_last_owner_is_not_deleted_by_staff_either(seller: Person) -> None:
    with pytest.raises(CommandError):
        call_command("person", seller.user.email, delete=True)
    seller.user.refresh_from_db()
    assert seller.user.is_active
    make_person("second@hanbit.example", seller.company)
    call_command("person", seller.user.email, delete=True)
