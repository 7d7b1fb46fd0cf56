"""What does a request to report, like, ignore or follow get?"""

from django.shortcuts import render

from comments import policy
from comments.answers import find, refuse, under_a_story
from comments.forms import ReportForm
from comments.views.methods import reads_and_writes
from comments.wall import open_wall
from newsroom.audience import open_page


@open_page
@reads_and_writes
@under_a_story
def report(request, article, pk):
    """The form that tells moderators what is wrong; 201 when the report is in."""
    if not (reading := policy.may_read(request.user)):
        return refuse(request, article, reading)
    with open_wall():
        found = find(article, pk, reader=request.user)
        if not (verdict := policy.may_report(request.user, found)):
            return refuse(request, article, verdict)
        form = ReportForm(request.POST if request.method == "POST" else None)
        context = {"article": article, "comment": found, "form": form}
        if form.is_bound and form.is_valid():
            form.hand_in(found, reader=request.user)
            return render(request, "comments/reported.html", context, status=201)
        status = 422 if form.is_bound else 200
        return render(request, "comments/report.html", context, status=status)
