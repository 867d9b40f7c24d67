from django.urls import path

from companies import activity_views, suspension_views, views
from companies.account import views as account
from companies.verification import open_views
from companies.verification import views as verification

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("my/company/", views.company_edit, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
    # what was done for the company, and to it
    path("my/activity/", activity_views.activity, name="activity"),
    path("my/activity/activity.csv", activity_views.activity_export, name="activity_export"),
    path("my/company/suspension/", suspension_views.suspension, name="suspension"),
    # the person's own account
    path("my/account/", account.overview, name="account"),
    path("my/account/profile/", account.profile, name="account_profile"),
    path("my/account/sessions/", account.sessions, name="sessions"),
    path("my/account/sessions/end/", account.end_session, name="session_end"),
    path("my/account/sessions/end-others/", account.end_others, name="sessions_end_others"),
    path("my/account/data/", account.data, name="account_data"),
    path("my/account/deletion/", account.deletion, name="account_deletion"),
    path("my/account/closing/<slug:slug>/", account.closing, name="closing"),
    # how far firms are checked
    path("trust/", open_views.trust, name="trust"),
    path("trust/check/", open_views.check, name="trust_check"),
    path("companies/<slug:slug>/passport.json", open_views.passport, name="passport"),
    path("companies/<slug:slug>/passport.svg", open_views.passport_qr, name="passport_qr"),
    path("my/verification/", verification.home, name="verification"),
    path("my/verification/documents/<str:ref>/", verification.document, name="document"),
    path("my/verification/documents/<str:ref>/removal/", verification.removal, name="document_removal"),
    path("my/verification/<slug:kind>/", verification.claim, name="claim"),
    path("my/verification/<slug:kind>/documents/", verification.upload, name="upload"),
    path("my/verification/<slug:kind>/withdrawal/", verification.withdrawal, name="claim_withdrawal"),
]
