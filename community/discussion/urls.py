from django.urls import path

from community.discussion import act_views, post_views, reply_views, views
from community.discussion.feeds import ThreadFeed

HOUSE = "communities/<slug:slug>/"
THREAD = HOUSE + "threads/<str:ref>/"
POST = THREAD + "posts/<int:number>/"

urlpatterns = [
    path("talk/reply/<str:token>/", reply_views.reply, name="talk_reply"),
    path(HOUSE + "feed.atom", ThreadFeed(), name="feed"),
    path(HOUSE + "threads/", views.thread_list, name="threads"),
    path(HOUSE + "threads/new/", views.thread_new, name="thread_new"),
    path(HOUSE + "threads/preview/", views.preview, name="talk_preview"),
    path(HOUSE + "threads/names/", views.names, name="talk_names"),
    path(HOUSE + "threads/choice/", act_views.talk_choice, name="talk_choice"),
    path(HOUSE + "threads/categories/", act_views.categories, name="talk_categories"),
    path(THREAD, views.thread_detail, name="thread"),
    path(THREAD + "moderation/", act_views.thread_moderation, name="moderation"),
    path(THREAD + "title/", act_views.thread_title, name="thread_title"),
    path(THREAD + "category/", act_views.thread_category, name="thread_category"),
    path(THREAD + "answer/", act_views.thread_answer, name="thread_answer"),
    path(THREAD + "follow/", act_views.thread_follow, name="thread_follow"),
    path(THREAD + "vote/", act_views.poll_vote, name="poll_vote"),
    path(THREAD + "poll/end/", act_views.poll_end, name="poll_end"),
    path(THREAD + "files/<str:file_ref>/", post_views.file, name="post_file"),
    path(THREAD + "files/<str:file_ref>/small.jpg", post_views.small_picture, name="post_picture"),
    path(POST + "edit/", post_views.post_edit, name="post_edit"),
    path(POST + "removal/", post_views.post_removal, name="post_removal"),
    path(POST + "thanks/", post_views.post_thanks, name="post_thanks"),
    path(POST + "versions/", post_views.post_versions, name="post_versions"),
]
