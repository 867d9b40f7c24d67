from django.urls import path

from catalog import editor_views, import_views, mine_views, views
from catalog.exports import views as export_views
from catalog.printed import shared_views
from catalog.printed import views as printed_views

app_name = "catalog"
urlpatterns = [
    path("categories/", views.category_list, name="categories"),
    path("categories/<slug:slug>/", views.category, name="category"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("products/<slug:slug>/3d/", views.product_3d, name="product_3d"),
    path("companies/<slug:slug>/products/", views.company, name="company"),
    path("my/products/", mine_views.mine, name="mine"),
    path("my/products/bulk/", mine_views.bulk, name="bulk"),
    path("my/products/new/", editor_views.new, name="new"),
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
    path("my/products/<slug:ref>/publication/", mine_views.publication, name="publication"),
    path("my/products/<slug:ref>/deletion/", mine_views.deletion, name="deletion"),
    path("my/products/<slug:ref>/duplication/", mine_views.duplication, name="duplication"),
    path("my/import/", import_views.import_list, name="import"),
    path("my/import/template.<slug:kind>", import_views.import_template, name="import_template"),
    path("my/import/<slug:ref>/", import_views.import_run, name="import_run"),
    path("my/import/<slug:ref>/report.csv", import_views.import_report, name="import_report"),
]
