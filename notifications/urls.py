from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("my/notifications/", views.notification_list, name="list"),
    path("my/notifications/reading/", views.reading, name="read_all"),
    path("my/notifications/mail/", views.mail_choice, name="mail_choice"),
    path("my/notifications/<slug:ref>/", views.follow, name="follow"),
    path("my/notifications/<slug:ref>/reading/", views.reading, name="read"),
    path("notifications/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
