"""What does each mail about money look like?"""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from newsroom import limits, mail
from subscriptions import samples
from subscriptions.admin.kept import KeptAdmin, demand

MAY_SEE = "subscriptions.view_notice"
MOST_AN_HOUR = 20


class MailPages(KeptAdmin):
    """Pages that stand beside the list of mails: each kind, with a sample's words."""

    def get_desk_urls(self) -> list:
        wrap = self.admin_site.admin_view
        return [
            *super().get_desk_urls(),
            path("mails/", wrap(self.mails_view), name="subscriptions_mails"),
            path("mails/<slug:kind>/", wrap(self.mail_view), name="subscriptions_mail"),
        ]

    def mails_view(self, request):
        """Every kind of mail, by its subject."""
        demand(request, MAY_SEE)
        letters = [
            (kind, label, samples.sample_of(kind).subject)
            for kind, label in samples.KINDS.items()
        ]
        context = {"title": _("Mails about money"), "letters": letters}
        return self.draw(request, "admin/subscriptions/mails.html", context)

    def mail_view(self, request, kind):
        """One mail as text and as HTML; a POST sends it to whoever looks at it."""
        demand(request, MAY_SEE)
        if kind not in samples.KINDS:
            raise Http404
        status = self._send(request, kind) if request.method == "POST" else 200
        if status == 302:
            return HttpResponseRedirect(
                reverse("admin:subscriptions_mail", args=[kind])
            )
        context = {
            "title": samples.KINDS[kind],
            "kind": kind,
            "letter": samples.sample_of(kind),
        }
        template = "admin/subscriptions/mail.html"
        return self.draw(request, template, context, status=status)

    def _send(self, request, kind) -> int:
        person = request.user
        key = f"mail-sample:{person.pk}"
        if not limits.allow(key, times=MOST_AN_HOUR, seconds=3600):
            said = _("That were %d samples within an hour. Try again in an hour.")
            self.message_user(request, said % MOST_AN_HOUR, messages.WARNING)
            return 429
        letter = samples.sample_of(kind, to=person.email)
        subject = _("Sample: %(subject)s") % {"subject": letter.subject}
        mail.enqueue(
            subject=subject, text=letter.text, html=letter.html, to=person.email
        )
        said = _("A sample is on its way to %(to)s.") % {"to": person.email}
        self.message_user(request, said, messages.SUCCESS)
        return 302
