"""Which status does each kind of reader get from each address?

One line for each way of answering: statuses in the order of ``world.READERS``, then the
names it is true of. A name may hold a ``*``; the first line that fits counts.
"""

from fnmatch import fnmatch

# anonymous, free, lapsed, past due, in grace, granted, subscriber, suspended, banned ·
# moderator, editor, publisher
GET = """
405 405 405 405 405 405 405 405 405 · 405 405 405  articles:read
200 200 200 200 200 200 200 200 200 · 200 200 200  articles:* accounts:masthead healthz
200 200 200 200 200 200 200 200 200 · 200 200 200  readyz
200 200 200 200 200 200 200 200 200 · 200 200 200  subscriptions:plans
200 200 200 200 200 200 200 200 200 · 200 200 200  subscriptions:checkout
200 200 200 200 200 200 200 200 200 · 200 200 200  subscriptions:cancel
200 200 200 200 200 200 200 200 200 · 200 200 200  subscriptions:redeem
200 200 200 200 200 200 200 200 200 · 200 200 200  demo:remote_control demo:inbox
200 200 200 200 200 200 200 200 200 · 200 200 200  demo:mail
405 405 405 405 405 405 405 405 405 · 405 405 405  demo:* subscriptions:webhook
403 403 403 403 200 200 200 200 200 · 200 403 403  comments:thread comments:comment
403 403 403 403 200 200 200 200 200 · 200 403 403  comments:wish comments:ignore
403 403 403 403 200 200 200 403 403 · 200 403 403  comments:report comments:like
403 403 403 403 403 403 403 403 403 · 403 403 403  comments:edit comments:delete
403 403 403 403 403 403 403 403 403 · 403 403 403  comments:appeal
302 200 200 200 200 200 200 200 200 · 200 200 200  accounts:account comments:mine
302 200 200 200 200 200 200 200 200 · 200 200 200  subscriptions:bills
200 200 200 200 200 200 200 200 200 · 200 200 200  subscriptions:cancel_by_link
302 200 200 200 200 200 200 200 200 · 200 200 200  comments:export comments:ignored
302 200 200 200 200 200 200 200 200 · 200 200 200  comments:mail_choices
200 200 200 200 200 200 200 200 200 · 200 200 200  comments:unsubscribe
302 404 404 404 404 404 404 404 404 · 404 404 404  subscriptions:thanks
302 405 405 405 405 405 405 405 405 · 405 405 405  subscriptions:portal
302 405 405 405 405 405 405 405 405 · 405 405 405  subscriptions:keep
302 405 405 405 405 405 405 405 405 · 405 405 405  accounts:export
302 200 200 200 200 200 200 200 200 · 200 200 200  accounts:leave
200 200 200 200 200 200 200 200 200 · 200 200 200  accounts:left

200 302 302 302 302 302 302 302 302 · 302 302 302  account_login account_signup
200 302 302 302 302 302 302 302 302 · 302 302 302  account_request_login_code
302 200 200 200 200 200 200 200 200 · 200 200 200  account_logout account_reauthenticate
302 200 200 200 200 200 200 200 200 · 200 200 200  account_email account_change_password
302 200 200 200 200 200 200 200 200 · 200 200 200  mfa_index socialaccount_connections
302 302 302 302 302 302 302 302 302 · 302 302 302  account_email_verification_sent
302 302 302 302 302 302 302 302 302 · 302 302 302  account_set_password
302 302 302 302 302 302 302 302 302 · 302 302 302  account_confirm_login_code
302 302 302 302 302 302 302 302 302 · 302 302 302  mfa_authenticate mfa_reauthenticate
302 302 302 302 302 302 302 302 302 · 302 302 302  mfa_activate_totp
302 302 302 302 302 302 302 302 302 · 302 302 302  mfa_generate_recovery_codes
302 404 404 404 404 404 404 404 404 · 404 404 404  mfa_*
200 200 200 200 200 200 200 200 200 · 200 200 200  account_*
200 200 200 200 200 200 200 200 200 · 200 200 200  socialaccount_login_cancelled
401 401 401 401 401 401 401 401 401 · 401 401 401  socialaccount_login_error
302 302 302 302 302 302 302 302 302 · 302 302 302  socialaccount_signup
301 301 301 301 301 301 301 301 301 · 301 301 301  accounts/social/*

302 302 302 302 302 302 302 302 302 · 200 200 200  admin:index admin:search admin:jsi18n
302 302 302 302 302 302 302 302 302 · 200 200 200  admin:password_change*
302 403 403 403 403 403 403 403 403 · 302 302 302  admin:login
302 302 302 302 302 302 302 302 302 · 405 405 405  admin:logout
302 302 302 302 302 302 302 302 302 · 404 200 200  admin:app_list
302 302 302 302 302 302 302 302 302 · 200 403 403  admin:comments_listedword_delete
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:*_delete admin:autocomplete
302 302 302 302 302 302 302 302 302 · 302 302 302  admin:view_on_site *simple_history
302 302 302 302 302 302 302 302 302 · 404 404 404  admin/(*
302 302 302 302 302 302 302 302 302 · 302 302 302  admin/*
302 302 302 302 302 302 302 302 302 · 403 302 302  admin:articles_article_preview
302 302 302 302 302 302 302 302 302 · 405 403 403  admin:comments_decide
302 302 302 302 302 302 302 302 302 · 405 403 403  admin:comments_undo
302 302 302 302 302 302 302 302 302 · 405 403 403  admin:comments_comment_decide
302 302 302 302 302 302 302 302 302 · 302 403 403  admin:comments_rules_changelist
302 302 302 302 302 302 302 302 302 · 302 403 403  admin:comments_sanction_add
302 302 302 302 302 302 302 302 302 · 404 404 404  admin:comments_rules_history
302 302 302 302 302 302 302 302 302 · 200 403 403  admin:comments_listedword_*
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:comments_*_add
302 302 302 302 302 302 302 302 302 · 200 200 200  admin:comments_discussion_*
302 302 302 302 302 302 302 302 302 · 200 403 403  admin:comments_*
302 302 302 302 302 302 302 302 302 · 302 302 302  admin:articles_article_thread
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:*crawlerrules_add
302 302 302 302 302 302 302 302 302 · 403 302 302  admin:*crawlerrules_changelist
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:*crawlerrules_delete
302 302 302 302 302 302 302 302 302 · 403 200 200  admin:articles_*
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:accounts_user_add
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:accounts_user_*
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:accounts_leaving_add
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:accounts_leaving_changelist
302 302 302 302 302 302 302 302 302 · 302 302 302  admin:accounts_leaving_history
302 302 302 302 302 302 302 302 302 · 403 403 302  admin:accounts_leaving_*
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:subscriptions_subscription_add
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:subscriptions_customer_add
302 302 302 302 302 302 302 302 302 · 403 403 302  admin:subscriptions_customer_change
302 302 302 302 302 302 302 302 302 · 302 302 302  admin:subscriptions_customer_history
302 302 302 302 302 302 302 302 302 · 405 405 405  admin:subscriptions_plan_compare
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_plan_*
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_subscription_*
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_dashboard
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_sheet
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_people
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_person
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_mail*
302 302 302 302 302 302 302 302 302 · 403 403 405  admin:subscriptions_refresh
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_grant_*
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_codebatch_*
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_code_change
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_code_history
302 302 302 302 302 302 302 302 302 · 302 302 302  admin:subscriptions_*_history
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:subscriptions_*_add
302 302 302 302 302 302 302 302 302 · 403 403 200  admin:subscriptions_*_changelist
302 302 302 302 302 302 302 302 302 · 403 403 302  admin:subscriptions_*
302 302 302 302 302 302 302 302 302 · 302 302 302  admin:django_ox_oxschedule_history
302 302 302 302 302 302 302 302 302 · 403 403 403  admin:django_ox_* admin:auth_group_*
"""

# What a POST gets that says what the form asks for.
POST = """
302 405 405 405 405 405 405 405 405 · 405 405 405  comments:mine comments:export
302 302 302 302 302 302 302 302 302 · 302 302 302  comments:mail_choices
302 404 404 404 404 404 404 404 404 · 404 404 404  comments:ignored
200 200 200 200 200 200 200 200 200 · 200 200 200  comments:unsubscribe
403 403 403 403 303 303 303 403 403 · 303 403 403  comments:thread comments:like
403 403 403 403 201 201 201 403 403 · 201 403 403  comments:report
403 403 403 403 303 303 303 303 303 · 303 403 403  comments:wish comments:ignore
403 403 403 403 403 403 403 403 403 · 403 403 403  comments:edit comments:delete
403 403 403 403 403 403 403 403 403 · 403 403 403  comments:appeal
405 405 405 405 405 405 405 405 405 · 405 405 405  comments:comment
"""


def _rows(table: str) -> list[tuple[str, list[int]]]:
    rows = []
    for line in filter(None, table.splitlines()):
        words = line.replace("·", "").split()
        statuses = [int(word) for word in words[:12]]
        rows += [(name, statuses) for name in words[12:]]
    return rows


def statuses_of(name: str, table: str = GET) -> list[int]:
    """The statuses for this address, a reader each; raises ``KeyError`` without any."""
    for pattern, statuses in _rows(table):
        if fnmatch(name, pattern):
            return statuses
    raise KeyError(name)
