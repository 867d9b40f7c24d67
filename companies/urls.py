from django.urls import path

from companies import views
from companies.verification import open_views
from companies.verification import views as verification

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("my/company/", views.company_edit, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
    # how far firms are checked
    path("trust/", open_views.trust, name="trust"),
    path("trust/check/", open_views.check, name="trust_check"),
    path("companies/<slug:slug>/passport.json", open_views.passport, name="passport"),
    path("companies/<slug:slug>/passport.svg", open_views.passport_qr, name="passport_qr"),
    path("my/verification/", verification.home, name="verification"),
    path("my/verification/files/<str:ref>/", verification.document, name="document"),
    path("my/verification/files/<str:ref>/removal/", verification.removal, name="document_removal"),
    path("my/verification/<slug:kind>/", verification.claim, name="claim"),
    path("my/verification/<slug:kind>/documents/", verification.upload, name="upload"),
    path("my/verification/<slug:kind>/withdrawal/", verification.withdrawal, name="claim_withdrawal"),
]
