from django.urls import path

from companies import activity_views, suspension_views, views
from companies.account import views as account

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
]
