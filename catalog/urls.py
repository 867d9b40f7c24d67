from django.urls import path

from catalog import (
    compare_views,
    editor_views,
    import_views,
    mine_views,
    papers_views,
    related_forms,
    seen_views,
    shortlist_views,
    views,
)
from catalog.exports import views as export_views
from catalog.printed import shared_views
from catalog.printed import views as printed_views
from catalog.standing import views as standing_views

app_name = "catalog"
urlpatterns = [
    path("categories/", views.category_list, name="categories"),
    path("categories/<slug:slug>/", views.category, name="category"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("products/<slug:slug>/3d/", views.product_3d, name="product_3d"),
    path("products/<slug:slug>/documents/<slug:ref>/", papers_views.document, name="document"),
    path("products/<slug:slug>/certificates/<slug:ref>/", papers_views.certificate, name="certificate"),
    path("companies/<slug:slug>/products/", views.company, name="company"),
    # the buyer's side: comparing, shortlists, recently seen
    path("compare/", compare_views.compare, name="compare"),
    path("compare/basket/", compare_views.basket, name="basket"),
    path("my/shortlists/", shortlist_views.shortlists, name="shortlists"),
    path("my/shortlists/saving/", shortlist_views.saving, name="saving"),
    path("my/shortlists/<slug:ref>/", shortlist_views.shortlist, name="shortlist"),
    path("my/shortlists/<slug:ref>/edit/", shortlist_views.edit, name="shortlist_edit"),
    path("my/shortlists/<slug:ref>/deletion/", shortlist_views.deletion, name="shortlist_deletion"),
    path("my/shortlists/<slug:ref>/restoration/", shortlist_views.restoration, name="shortlist_restoration"),
    path("my/shortlists/<slug:ref>/items.csv", shortlist_views.export, name="shortlist_export"),
    path("my/shortlists/<slug:ref>/items/<slug:item>/", shortlist_views.item, name="shortlist_item"),
    path("my/shortlists/<slug:ref>/items/<slug:item>/place/", shortlist_views.place, name="shortlist_place"),
    path("my/shortlists/<slug:ref>/items/<slug:item>/removal/", shortlist_views.removal, name="shortlist_removal"),
    path("my/shortlists/<slug:ref>/items/<slug:item>/return/", shortlist_views.putting_back, name="shortlist_return"),
    path("my/recent/", seen_views.recent, name="recent"),
    path("my/recent/strip/", seen_views.strip, name="recent_strip"),
    path("my/recent/look/", seen_views.look, name="recent_look"),
    path("my/recent/change/", seen_views.change, name="recent_change"),
    # the seller's side
    path("my/products/", mine_views.mine, name="mine"),
    path("my/products/bulk/", mine_views.bulk, name="bulk"),
    path("my/products/renewal/", standing_views.renewals, name="renewals"),
    path("my/products/new/", editor_views.new, name="new"),
    path("my/products/related/", related_forms.related_found, name="related_found"),
    # printed catalogues, links, exports
    path("companies/<slug:slug>/catalogue.pdf", printed_views.public, name="public_catalogue"),
    path("catalogues/shared/<slug:secret>/", shared_views.shared, name="shared"),
    path("catalogues/shared/<slug:secret>/catalogue.pdf", shared_views.shared_file, name="shared_file"),
    path("my/products/catalogues/", printed_views.printed_list, name="printed_list"),
    path("my/products/catalogues/<slug:ref>/", printed_views.printed, name="printed"),
    path("my/products/catalogues/<slug:ref>/again/", printed_views.again, name="printed_again"),
    path("my/products/catalogues/<slug:ref>/catalogue.pdf", printed_views.printed_file, name="printed_file"),
    path("my/products/shared/", shared_views.shared_list, name="shared_list"),
    path("my/products/shared/<slug:ref>/revocation/", shared_views.revocation, name="shared_revocation"),
    path("my/products/export/", export_views.export, name="export"),
    path("my/products/export/<str:name>", export_views.export_file, name="export_file"),
    path("my/products/<slug:ref>/", editor_views.edit, name="edit"),
    path("my/products/<slug:ref>/terms/", mine_views.terms, name="terms"),
    path("my/products/<slug:ref>/renewal/", standing_views.renewal, name="renewal"),
    path("my/products/<slug:ref>/appeal/", standing_views.appeal, name="appeal"),
    path("my/products/<slug:ref>/publication/", mine_views.publication, name="publication"),
    path("my/products/<slug:ref>/deletion/", mine_views.deletion, name="deletion"),
    path("my/products/<slug:ref>/duplication/", mine_views.duplication, name="duplication"),
    path("my/import/", import_views.import_list, name="import"),
    path("my/import/template.<slug:kind>", import_views.import_template, name="import_template"),
    path("my/import/<slug:ref>/", import_views.import_run, name="import_run"),
    path("my/import/<slug:ref>/report.csv", import_views.import_report, name="import_report"),
]
