from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("my/notifications/", views.notification_list, name="list"),
    path("my/notifications/reading/", views.reading, name="read_all"),
    path("my/notifications/reading/undo/", views.unreading, name="unread_all"),
    path("my/notifications/settings/", views.mail_settings, name="settings"),
    path("my/notifications/count/", views.unread_count, name="count"),
    path("my/notifications/<slug:ref>/", views.follow, name="follow"),
    path("my/notifications/<slug:ref>/reading/", views.reading, name="read"),
    path("my/notifications/<slug:ref>/reading/undo/", views.unreading, name="unread"),
    path("notifications/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
