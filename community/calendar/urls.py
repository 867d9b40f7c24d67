"""Addresses of a community's calendar, its events and their tables."""

from django.urls import path

from community.calendar import keeping_views, schedule_views, table_views, views

HOME = "communities/<slug:slug>/calendar/"
EVENT = f"{HOME}<slug:ref>/"
TABLES = f"{EVENT}meetings/"
MEETING = f"{TABLES}<slug:meeting>/"

urlpatterns = [
    path("communities/<slug:slug>/calendar.ics", views.calendar_feed, name="calendar_feed"),
    path(HOME, views.calendar_page, name="calendar"),
    path(f"{HOME}new/", keeping_views.gathering_new, name="gathering_new"),
    path(f"{HOME}address/", views.calendar_address, name="calendar_address"),
    path(EVENT, views.gathering_page, name="gathering"),
    path(f"{EVENT}event.ics", views.gathering_file, name="gathering_file"),
    path(f"{EVENT}picture.jpg", views.gathering_picture, name="gathering_picture"),
    path(f"{EVENT}registration/", views.registration, name="registration"),
    path(f"{EVENT}registration/end/", views.registration_end, name="registration_end"),
    path(f"{EVENT}edit/", keeping_views.gathering_edit, name="gathering_edit"),
    path(f"{EVENT}copy/", keeping_views.gathering_copy, name="gathering_copy"),
    path(f"{EVENT}publication/", keeping_views.gathering_publication, name="gathering_publication"),
    path(f"{EVENT}discard/", keeping_views.gathering_discard, name="gathering_discard"),
    path(f"{EVENT}cancellation/", keeping_views.gathering_cancellation, name="gathering_cancellation"),
    path(f"{EVENT}people/", keeping_views.people, name="gathering_people"),
    path(f"{EVENT}people.csv", keeping_views.people_file, name="gathering_people_file"),
    path(f"{EVENT}people/<slug:person>/presence/", keeping_views.presence, name="gathering_presence"),
    path(f"{EVENT}people/<slug:person>/removal/", keeping_views.removal, name="gathering_removal"),
    path(f"{EVENT}invitations/<slug:company>/end/", keeping_views.invitation_end, name="gathering_uninvite"),
    path(f"{EVENT}letters/", keeping_views.letters, name="gathering_letters"),
    path(TABLES, table_views.tables, name="tables"),
    path(f"{TABLES}plan/", table_views.plan_page, name="table_plan"),
    path(f"{TABLES}placing/", table_views.placing, name="table_placing"),
    path(f"{TABLES}profile/end/", table_views.profile_end, name="table_profile_end"),
    path(f"{TABLES}ask/<slug:company>/", table_views.ask, name="table_ask"),
    path(f"{TABLES}schedule/", schedule_views.schedule, name="schedule"),
    path(f"{TABLES}schedule.csv", schedule_views.schedule_file, name="schedule_file"),
    path(f"{TABLES}schedule.ics", schedule_views.schedule_calendar, name="schedule_calendar"),
    path(MEETING, table_views.meeting_page, name="table_meeting"),
    path(f"{MEETING}answer/", table_views.answer, name="table_answer"),
    path(f"{MEETING}proposal/", table_views.proposal, name="table_proposal"),
    path(f"{MEETING}end/", table_views.calling_off, name="table_end"),
    path(f"{MEETING}place/", table_views.moving, name="table_move"),
    path(f"{MEETING}attendance/", table_views.mark, name="table_mark"),
    path(f"{MEETING}outcome/", table_views.outcome, name="table_outcome"),
]
