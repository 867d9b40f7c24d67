from django.urls import path

from trade.invoices import edit_views, list_views, views

app_name = "invoices"
urlpatterns = [
    path("orders/<slug:ref>/invoices/", edit_views.begin, name="begin"),
    path("invoices/", list_views.invoice_list, name="list"),
    path("invoices/export/", list_views.invoice_export, name="export"),
    path("invoices/<slug:ref>/", views.invoice_detail, name="detail"),
    path("invoices/<slug:ref>/invoice.pdf", views.invoice_pdf, name="pdf"),
    path("invoices/<slug:ref>/invoice.xml", views.invoice_xml, name="xml"),
    path("invoices/<slug:ref>/edit/", edit_views.edit, name="edit"),
    path("invoices/<slug:ref>/issue/", edit_views.issue, name="issue"),
    path("invoices/<slug:ref>/credit/", edit_views.credit, name="credit"),
    path("invoices/<slug:ref>/discard/", edit_views.discard, name="discard"),
]
