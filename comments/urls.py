"""Where does the conversation under a story answer?"""

from django.urls import include, path

from comments import views

app_name = "comments"

one_comment = [
    path("", views.comment, name="comment"),
    path("edit/", views.edit, name="edit"),
    path("delete/", views.delete, name="delete"),
    path("report/", views.report, name="report"),
]
urlpatterns = [
    path("account/comments/", views.mine, name="mine"),
    path("<slug:section>/<slug:slug>/comments/", views.thread, name="thread"),
    path("<slug:section>/<slug:slug>/comments/<int:pk>/", include(one_comment)),
]
