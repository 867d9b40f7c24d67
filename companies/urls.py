from django.urls import path

from companies import views
from companies.account import views as account

app_name = "companies"
urlpatterns = [
    path("companies/", views.company_list, name="list"),
    path("companies/<slug:slug>/", views.company_detail, name="detail"),
    path("my/company/", views.company_edit, name="edit"),
    path("my/company/new/", views.company_new, name="new"),
    # the person's own account
    path("my/account/", account.overview, name="account"),
    path("my/account/profile/", account.profile, name="account_profile"),
    path("my/account/sessions/", account.sessions, name="sessions"),
    path("my/account/sessions/end/", account.end_session, name="session_end"),
    path("my/account/sessions/end-others/", account.end_others, name="sessions_end_others"),
    path("my/account/data/", account.data, name="account_data"),
    path("my/account/deletion/", account.deletion, name="account_deletion"),
    path("my/account/closing/<slug:slug>/", account.closing, name="closing"),
]
