"""Where does the conversation under a story answer?"""

from django.urls import include, path

from comments.views import (
    appealing,
    changing,
    own,
    reacting,
    thread,
    unsubscribing,
)

app_name = "comments"

one_comment = [
    path("", thread.comment, name="comment"),
    path("edit/", changing.edit, name="edit"),
    path("delete/", changing.delete, name="delete"),
    path("report/", reacting.report, name="report"),
    path("appeal/", appealing.appeal, name="appeal"),
    path("like/", reacting.like, name="like"),
    path("ignore/", reacting.ignore, name="ignore"),
]
urlpatterns = [
    path("account/comments/", own.mine, name="mine"),
    path("account/comments/export/", own.export, name="export"),
    path("account/comments/mail/", own.mail_choices, name="mail_choices"),
    path("account/comments/ignored/", own.ignored, name="ignored"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("<slug:section>/<slug:slug>/comments/", thread.thread, name="thread"),
    path("<slug:section>/<slug:slug>/comments/wish/", reacting.wish, name="wish"),
    path("<slug:section>/<slug:slug>/comments/<int:pk>/", include(one_comment)),
]
