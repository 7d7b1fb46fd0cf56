"""Where does the conversation under a story answer?"""

from django.urls import include, path

from comments.views import changing, own, reacting, thread

app_name = "comments"

one_comment = [
    path("", thread.comment, name="comment"),
    path("edit/", changing.edit, name="edit"),
    path("delete/", changing.delete, name="delete"),
    path("report/", reacting.report, name="report"),
]
urlpatterns = [
    path("account/comments/", own.mine, name="mine"),
    path("<slug:section>/<slug:slug>/comments/", thread.thread, name="thread"),
    path("<slug:section>/<slug:slug>/comments/<int:pk>/", include(one_comment)),
]
