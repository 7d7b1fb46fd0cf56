"""Which status does each kind of reader get from each address?

One line for each way of answering: statuses in the order of ``crawl.READERS``, then the
names it is true of. A name may end in ``*``; the first line that fits counts.
"""

from fnmatch import fnmatch

# anonymous, free, lapsed, past due, in grace, granted, subscriber · moderator, editor,
# publisher
GET = """
200 200 200 200 200 200 200 · 200 200 200  articles:* accounts:masthead healthz readyz
200 200 200 200 200 200 200 · 200 200 200  subscriptions:plans subscriptions:checkout
200 200 200 200 200 200 200 · 200 200 200  subscriptions:cancel
200 200 200 200 200 200 200 · 200 200 200  demo:remote_control demo:inbox demo:mail
405 405 405 405 405 405 405 · 405 405 405  demo:* subscriptions:webhook
403 403 403 403 200 200 200 · 200 403 403  comments:thread comments:comment
403 403 403 403 200 200 200 · 200 403 403  comments:report
403 403 403 403 403 403 403 · 403 403 403  comments:edit comments:delete
302 200 200 200 200 200 200 · 200 200 200  accounts:account comments:mine
302 404 404 404 404 404 404 · 404 404 404  subscriptions:thanks
302 405 405 405 405 405 405 · 405 405 405  subscriptions:portal subscriptions:keep

200 302 302 302 302 302 302 · 302 302 302  account_login account_signup
200 302 302 302 302 302 302 · 302 302 302  account_request_login_code
302 200 200 200 200 200 200 · 200 200 200  account_logout account_reauthenticate
302 200 200 200 200 200 200 · 200 200 200  account_email account_change_password
302 200 200 200 200 200 200 · 200 200 200  mfa_index socialaccount_connections
302 302 302 302 302 302 302 · 302 302 302  account_email_verification_sent
302 302 302 302 302 302 302 · 302 302 302  account_set_password
302 302 302 302 302 302 302 · 302 302 302  account_confirm_login_code
302 302 302 302 302 302 302 · 302 302 302  mfa_authenticate mfa_reauthenticate
302 302 302 302 302 302 302 · 302 302 302  mfa_activate_totp
302 302 302 302 302 302 302 · 302 302 302  mfa_generate_recovery_codes
302 404 404 404 404 404 404 · 404 404 404  mfa_*
200 200 200 200 200 200 200 · 200 200 200  account_* socialaccount_login_cancelled
401 401 401 401 401 401 401 · 401 401 401  socialaccount_login_error
302 302 302 302 302 302 302 · 302 302 302  socialaccount_signup
301 301 301 301 301 301 301 · 301 301 301  accounts/social/*

302 302 302 302 302 302 302 · 200 200 200  admin:index admin:search admin:jsi18n
302 302 302 302 302 302 302 · 200 200 200  admin:password_change*
302 403 403 403 403 403 403 · 302 302 302  admin:login
302 302 302 302 302 302 302 · 405 405 405  admin:logout
302 302 302 302 302 302 302 · 404 200 200  admin:app_list
302 302 302 302 302 302 302 · 403 403 403  admin:*_delete admin:autocomplete
302 302 302 302 302 302 302 · 302 302 302  admin:view_on_site *simple_history
302 302 302 302 302 302 302 · 404 404 404  admin/(*
302 302 302 302 302 302 302 · 302 302 302  admin/*
302 302 302 302 302 302 302 · 403 302 302  admin:articles_article_preview
302 302 302 302 302 302 302 · 405 403 403  admin:comments_comment_decide
302 302 302 302 302 302 302 · 403 403 403  admin:comments_comment_add
302 302 302 302 302 302 302 · 200 403 403  admin:comments_comment_*
302 302 302 302 302 302 302 · 200 403 403  admin:comments_sanction_add
302 302 302 302 302 302 302 · 200 403 403  admin:comments_sanction_changelist
302 302 302 302 302 302 302 · 302 403 403  admin:comments_sanction_change
302 302 302 302 302 302 302 · 302 302 302  admin:comments_sanction_history
302 302 302 302 302 302 302 · 403 200 200  admin:articles_*
302 302 302 302 302 302 302 · 403 403 403  admin:accounts_user_add
302 302 302 302 302 302 302 · 403 403 200  admin:accounts_user_*
302 302 302 302 302 302 302 · 403 403 403  admin:subscriptions_subscription_add
302 302 302 302 302 302 302 · 403 403 403  admin:subscriptions_customer_add
302 302 302 302 302 302 302 · 403 403 302  admin:subscriptions_customer_change
302 302 302 302 302 302 302 · 302 302 302  admin:subscriptions_customer_history
302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_plan_*
302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_subscription_*
302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_grant_*
302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_customer_changelist
302 302 302 302 302 302 302 · 302 302 302  admin:subscriptions_*_history
302 302 302 302 302 302 302 · 403 403 403  admin:subscriptions_*_add
302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_*_changelist
302 302 302 302 302 302 302 · 403 403 302  admin:subscriptions_*
302 302 302 302 302 302 302 · 302 302 302  admin:django_ox_oxschedule_history
302 302 302 302 302 302 302 · 403 403 403  admin:django_ox_* admin:auth_group_*
"""


def _rows() -> list[tuple[str, list[int]]]:
    rows = []
    for line in filter(None, GET.splitlines()):
        words = line.replace("·", "").split()
        statuses = [int(word) for word in words[:10]]
        rows += [(name, statuses) for name in words[10:]]
    return rows


def statuses_of(name: str) -> list[int]:
    """The statuses for this address, a reader each; raises ``KeyError`` without any."""
    for pattern, statuses in _rows():
        if fnmatch(name, pattern):
            return statuses
    raise KeyError(name)
