"""Goods of the seller beside those on sale, lists of theirs, printed catalogues, and reports."""

from pathlib import Path

from django.urls import reverse

from catalog.changes import CatalogueChange
from catalog.imports.runs import ImportRun
from catalog.models import Product, Shortlist
from catalog.papers import ProductCertificate, ProductDocument
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from catalog.printed.selection import Selection
from catalog.reports.models import Report, Verdict
from tests.access.examples.cast import REF, Cast, Places, paper


def goods(cast: Cast) -> list[Product]:
    return list(Product.objects.of(cast.seller.actor).published().order_by("pk")[:4])


def lists(cast: Cast) -> Places:
    """A shortlist, an import, one of the firm's goods that was deleted, and a change that can be undone."""
    by, first = cast.seller.actor, goods(cast)[0]
    listed = Shortlist.begin(by, "An example")
    item = listed.add(by, first)
    yield "seller", reverse("catalog:shortlist", args=[listed.ref])
    yield "seller", reverse("catalog:shortlist_item", args=[listed.ref, item.ref])
    run = ImportRun.objects.create(
        ref=f"{REF}-I", company=cast.seller.company, user=cast.seller.user, file_name="goods.csv"
    )
    yield "seller", reverse("catalog:import_run", args=[run.ref])
    twin = first.duplicate(by)
    twin.remove(by)
    yield "seller", reverse("catalog:restoration", args=[twin.ref])
    change = CatalogueChange.begin(by, "pause")
    yield "seller", reverse("catalog:undoing", args=[change.ref])


def papers(cast: Cast) -> Places:
    """A printed catalogue, a link to one, and papers of a product."""
    by, first = cast.seller.actor, goods(cast)[0]
    made, _is_new = PrintedCatalogue.request(by, Selection(refs=(first.ref,)), "en")
    made.advance(0, 1)
    made.refresh_from_db()
    made.finish(Path(__file__), 1)
    yield "seller", reverse("catalog:printed", args=[made.ref])
    link, secret = SharedCatalogue.issue(by, Selection(refs=(first.ref,)), 30, "For a fair")
    yield "seller", reverse("catalog:shared_revocation", args=[link.ref])
    yield "guest", reverse("catalog:shared", args=[secret])
    sheet = ProductDocument.objects.create(product=first, title="Data sheet", file=paper("sheet.pdf"), size=1)
    proof = ProductCertificate.objects.create(product=first, kind="ce", file=paper("ce.pdf"), size=1)
    yield "seller", reverse("catalog:document", args=[first.slug, sheet.ref])
    yield "seller", reverse("catalog:certificate", args=[first.slug, proof.ref])


def reports(cast: Cast) -> Places:
    """The buyer has reported two of the seller's goods: one waits, of the other a change is asked."""
    _first, second, third = goods(cast)[:3]
    waiting = Report.make(cast.buyer.actor, "product", second, "counterfeit", "The logo is ours.").case
    yield "moderator", reverse("catalog_desk:report", args=[waiting.ref])
    decided = Report.make(cast.buyer.actor, "product", third, "counterfeit", "The logo is ours.").case
    mark = decided.reportable.mark(third)
    decided.ask_change(cast.moderator.actor, Verdict(mark=mark, reason="counterfeit", words="Take the logo off."))
    for account in ("seller", "buyer", "moderator"):
        yield account, reverse("catalog:report_decision", args=[decided.ref])
    yield "moderator", reverse("catalog_desk:report", args=[decided.ref])
