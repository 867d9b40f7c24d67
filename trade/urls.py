from django.urls import path

from trade import (
    deadline_views,
    quotation_act_views,
    quotation_edit_views,
    quotation_list_views,
    quotation_pdf_views,
    quotation_rules_views,
    quotation_views,
)
from trade.orders import urls as orders
from trade.settling import urls as settling

app_name = "trade"
urlpatterns = [
    path("rfqs/<slug:ref>/quotation/", quotation_views.begin, name="begin"),
    path("inquiries/<slug:ref>/quotation/", quotation_views.begin_inquiry, name="begin_inquiry"),
    path("my/quotations/", quotation_list_views.quotation_list, name="quotations"),
    path("my/quotations/export/", quotation_list_views.quotation_export, name="export"),
    path("my/quotations/products/", quotation_edit_views.products_found, name="products_found"),
    path("my/quotations/rules/", quotation_rules_views.rules, name="rules"),
    path("my/quotations/rules/floors/", quotation_rules_views.floors, name="floors"),
    path("my/quotations/rules/floors/<slug:ref>/", quotation_rules_views.floor, name="floor"),
    path("my/deadlines/", deadline_views.deadlines, name="deadlines"),
    path("my/deadlines/address/", deadline_views.address, name="deadlines_address"),
    path("my/deadlines.ics", deadline_views.feed, name="deadlines_feed"),
    path("quotations/<slug:ref>/", quotation_views.quotation_detail, name="quotation"),
    path("quotations/<slug:ref>/calendar.ics", deadline_views.calendar, name="calendar"),
    path("quotations/<slug:ref>/quotation.pdf", quotation_pdf_views.quotation_pdf, name="pdf"),
    path("quotations/<slug:ref>/edit/", quotation_edit_views.quotation_edit, name="edit"),
    path("quotations/<slug:ref>/sums/", quotation_edit_views.sums, name="sums"),
    path("quotations/<slug:ref>/preview/", quotation_views.preview, name="preview"),
    path("quotations/<slug:ref>/papers/<slug:paper>/", quotation_views.paper, name="paper"),
    path("quotations/<slug:ref>/submission/", quotation_act_views.submission, name="submission"),
    path("quotations/<slug:ref>/acceptance/", quotation_act_views.acceptance, name="acceptance"),
    path("quotations/<slug:ref>/agreement/", quotation_act_views.agreement, name="agreement"),
    path("quotations/<slug:ref>/decline/", quotation_act_views.declining, name="decline"),
    path("quotations/<slug:ref>/withdrawal/", quotation_act_views.withdrawal, name="withdrawal"),
    path("quotations/<slug:ref>/confirmation/", quotation_act_views.confirmation, name="confirmation"),
    path("quotations/<slug:ref>/approval/", quotation_act_views.approval, name="approval"),
    path("quotations/<slug:ref>/recall/", quotation_act_views.recall, name="recall"),
    *orders.urlpatterns,
    *settling.urlpatterns,
]
