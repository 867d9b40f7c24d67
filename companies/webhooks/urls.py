from django.urls import path

from companies.webhooks import views

urlpatterns = [
    path("my/webhooks/", views.webhook_list, name="webhooks"),
    path("my/webhooks/new/", views.webhook_new, name="webhook_new"),
    path("my/webhooks/guide/", views.webhook_guide, name="webhook_guide"),
    path("my/webhooks/<slug:ref>/", views.webhook, name="webhook"),
    path("my/webhooks/<slug:ref>/settings/", views.webhook_edit, name="webhook_edit"),
    path("my/webhooks/<slug:ref>/secret/", views.webhook_secret, name="webhook_secret"),
    path("my/webhooks/<slug:ref>/deletion/", views.webhook_deletion, name="webhook_deletion"),
    path("my/webhooks/<slug:ref>/pause/", views.webhook_change, {"change": "pause"}, name="webhook_pause"),
    path(
        "my/webhooks/<slug:ref>/resumption/",
        views.webhook_change,
        {"change": "resumption"},
        name="webhook_resumption",
    ),
    path("my/webhooks/<slug:ref>/tests/", views.webhook_change, {"change": "test"}, name="webhook_test"),
    path("my/webhooks/<slug:ref>/deliveries/<slug:delivery>/", views.webhook_delivery, name="webhook_delivery"),
    path("my/webhooks/<slug:ref>/deliveries/<slug:delivery>/again/", views.webhook_again, name="webhook_again"),
]
