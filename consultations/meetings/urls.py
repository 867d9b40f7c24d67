"""Addresses of booked talks."""

from django.urls import path

from consultations.meetings import book_views, hours_views, list_views, meeting_views, minutes_views

app_name = "meetings"
urlpatterns = [
    path("my/meetings/", list_views.meeting_list, name="list"),
    path("my/meetings/tasks/", list_views.tasks, name="tasks"),
    path("my/meetings/tasks/<slug:ref>/", minutes_views.task, name="task"),
    path("my/meetings/hours/", hours_views.hours, name="hours"),
    path("my/meetings/hours/days/", hours_views.days, name="days"),
    path("my/meetings/hours/days/removal/", hours_views.day_removal, name="day_removal"),
    path("my/meetings/calendar/", hours_views.calendar, name="calendar"),
    path("my/meetings/calendar/address/", hours_views.calendar_address, name="calendar_address"),
    path("my/meetings.ics", hours_views.feed, name="feed"),
    path("meetings/book/<slug:kind>/<slug:key>/", book_views.book, name="book"),
    path("meetings/book/<slug:kind>/<slug:key>/slot/", book_views.slot, name="slot"),
    path("meetings/<slug:ref>/", meeting_views.meeting, name="meeting"),
    path("meetings/<slug:ref>/meeting.ics", meeting_views.calendar_file, name="file"),
    path("meetings/<slug:ref>/confirmation/", meeting_views.confirmation, name="confirmation"),
    path("meetings/<slug:ref>/cancellation/", meeting_views.cancellation, name="cancellation"),
    path("meetings/<slug:ref>/times/", meeting_views.times, name="times"),
    path("meetings/<slug:ref>/outcome/", meeting_views.outcome, name="outcome"),
    path("meetings/<slug:ref>/where/", meeting_views.where, name="where"),
    path("meetings/<slug:ref>/person/", meeting_views.person, name="person"),
    path("meetings/<slug:ref>/points/", meeting_views.points, name="points"),
    path("meetings/<slug:ref>/points/<slug:point>/removal/", meeting_views.point_removal, name="point_removal"),
    path("meetings/<slug:ref>/minutes/", minutes_views.minutes, name="minutes"),
    path("meetings/<slug:ref>/minutes/<int:number>/", minutes_views.version, name="version"),
    path("meetings/<slug:ref>/minutes/<int:number>/signature/", minutes_views.signature, name="signature"),
    path("meetings/<slug:ref>/tasks/", minutes_views.tasks, name="add_task"),
    path("meetings/<slug:ref>/print/", minutes_views.printed, name="print"),
]
