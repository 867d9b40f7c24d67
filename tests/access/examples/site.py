"""The programme's site: a story that the seller has proposed, and a guest's place at an event."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.blocks.cells import Cells
from cms.blocks.views import parts_of
from cms.cases.consent import CaseConsent
from cms.cases.proposals import CaseProposal
from cms.events.guests import EventGuest
from cms.models import CasePage, EventMaterial, EventPage, ExhibitionPage, HelpPage, PublicationPage, Topic
from portal.core.posters import signed
from tests.access.examples.cast import Cast, Places, paper

STORY = {
    "title": "Bearings for Brazil",
    "problem": "No buyer abroad",
    "solution": "We showed our goods here.",
    "result": "Two orders.",
    "may_name": True,
    "consent_person": "Kim Min-ji, owner",
}


def stories(cast: Cast) -> Places:
    proposal = CaseProposal.send(cast.seller.actor, **STORY)
    yield "seller", reverse("case_proposal", args=[proposal.ref])
    consent = CaseConsent.of_case(proposal.page)
    assert consent is not None
    yield "seller", reverse("case_consent_withdrawal", args=[consent.ref])


def guests(cast: Cast) -> Places:
    """Whoever has the link has the place."""
    page = next(one for one in EventPage.objects.live().order_by("pk") if one.starts_at and one.is_open_to_guests)
    EventGuest.ask(page, "guest@roles.example", "Kim Guest")
    guest = EventGuest.objects.get(email="guest@roles.example")
    yield "guest", reverse("event_place", args=[guest.token])
    yield "guest", reverse("event_registration", args=[page.slug])
    material = EventMaterial(page=page, title="Slides", file=paper("slides.pdf"))
    material.save()
    yield "guest", reverse("event_material", args=[page.slug, material.pk])


def shelf(cast: Cast) -> Places:
    """Files and feeds of what is published, which anybody may have."""
    fair = ExhibitionPage.objects.live().order_by("pk")[0]
    yield "guest", reverse("exhibition_file", args=[fair.slug])
    yield "guest", reverse("exhibition_following", args=[fair.slug])
    yield "guest", reverse("help_vote", args=[HelpPage.objects.live().order_by("pk")[0].pk])
    yield "guest", reverse("case_pdf", args=[CasePage.objects.live().order_by("pk")[0].slug])
    yield "guest", reverse("social", args=[signed("Bearings")])
    yield "guest", reverse("sitemap_section", args=["companies"])
    for topic in Topic.objects.order_by("pk")[:1]:
        yield "guest", reverse("news_topic_feed", args=[topic.slug])
        yield "guest", reverse("news_topic_rss", args=[topic.slug])
    for publication in PublicationPage.objects.live().order_by("pk")[:1]:
        yield "guest", reverse("publication_bibtex", args=[publication.slug])
    picture = Path(settings.MEDIA_ROOT) / "anybody.jpg"
    picture.write_bytes(paper().read())
    yield "guest", "/media/anybody.jpg"


def library(cast: Cast) -> Places:
    """A table and a film of a published page, and documents that open by a password."""
    page = CasePage.objects.live().order_by("pk")[0]
    page.body.append(("table", {"caption": "Codes", "cells": "code\tname\n8482\tbearings", "source": ""}))
    page.save()
    cells = next(value for _block, value, _outer in parts_of(page) if isinstance(value, Cells))
    yield "guest", reverse("cms_table", args=[page.pk, cells.key])
    film = get_document_model().objects.create(title="Film", file=ContentFile(b"film", "film.mp4"))
    yield "guest", reverse("cms_film", args=[film.pk])
    closed = Collection.get_first_root_node().add_child(name="Closed")
    lock = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.PASSWORD, password="a-password"
    )
    yield "guest", reverse("wagtaildocs_authenticate_with_password", args=[lock.pk])
