"""What does a request for one's own comments and choices get?"""

from django.shortcuts import render

from comments.models import Comment
from comments.views.methods import reads
from comments.wall import open_wall
from newsroom.audience import private_page
from newsroom.paging import page_of


@private_page
@reads
def mine(request):
    """What the reader herself has written, in every state, with nobody else's words."""
    with open_wall():
        own = Comment.objects.by(request.user).with_story().newest_first()
        page = page_of(own, request.GET.get("page"))
        return render(request, "comments/mine.html", {"page": page})
