from django.urls import path

from payments import views

app_name = "payments"
urlpatterns = [
    path("my/payments/", views.home, name="home"),
    path("my/payments/account/", views.account, name="account"),
    path("my/payments/<slug:ref>/", views.charge, name="charge"),
    path("my/payments/<slug:ref>/return/", views.returning, name="returning"),
    path("my/payments/<slug:ref>/refunds/", views.refunds, name="refunds"),
    path("my/payments/<slug:ref>/refunds/<slug:proposal>/decision/", views.refund_decision, name="refund_decision"),
    path("my/payments/<slug:ref>/release/", views.release, name="release"),
    path("my/payments/<slug:ref>/cancellation/", views.cancellation, name="cancellation"),
    path("my/plan/", views.plan, name="plan"),
    path("my/plan/subscription/", views.subscription, name="subscription"),
    path("my/plan/portal/", views.portal, name="portal"),
    path("payments/<str:key>/", views.begin, name="begin"),
]
