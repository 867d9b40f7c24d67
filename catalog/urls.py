from django.urls import path

from catalog import editor_views, import_views, mine_views, views

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
