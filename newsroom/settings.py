"""Which settings exist? The only module that asks the environment for them."""

from pathlib import Path

from django import forms
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from newsroom import addresses, desk_look, env
from newsroom.demo_secret import demo_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(env.text("NEWSROOM_VAR", str(BASE_DIR / "var"))).resolve()

# The demo runs the real site without a key, an account or a certificate. DEBUG is never
# on: error pages are ours, and no page shows a setting or a traceback.
DEMO = env.flag("NEWSROOM_DEMO")
DEBUG = False
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000)

SECRET_KEY = (
    demo_secret(VAR)
    if DEMO
    else env.required(
        "SECRET_KEY",
        "set it to 50 random characters, or set NEWSROOM_DEMO=1 to try the demo.",
    )
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", f"127.0.0.1,localhost,[::1],{HOST}" if DEMO else ""
)
# Where links in mails lead: a task has no request to take the address from.
SITE_ADDRESS = f"http://{HOST}:{PORT}" if DEMO else f"https://{[*ALLOWED_HOSTS, ''][0]}"
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", default=not DEMO)

GOOGLE_CLIENT_ID = env.text("GOOGLE_CLIENT_ID")

# A public page that asks who is reading: an error here, a private page in production.
STRICT_AUDIENCE = DEMO

# ── The paper ──────────────────────────────────────────────────────────────────────
SITE_NAME = "Newsroom"
SITE_TAGLINE = _("Mexico’s stories, in English")
TIME_ZONE = env.text("TIME_ZONE", "America/Mexico_City")
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
USE_I18N = True

# ── The house ──────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.simple_history",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.google"] if GOOGLE_CLIENT_ID else []),
    "django_ox",
    "django_prose_editor",
    "simple_history",
    # Ours come last, to take back from the admin what others put there.
    "newsroom.apps.NewsroomConfig",
    "accounts",
    "articles",
    "subscriptions",
    "comments",
    *(["demo"] if DEMO else []),
]
MIDDLEWARE = [
    "newsroom.audience.AudienceMiddleware",
    "newsroom.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.headers.AdminPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.hint.ReaderHintMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Django's own form templates are named here: unfold has taken its app's label.
        "DIRS": [BASE_DIR / "templates", Path(forms.__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.paper",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ── PostgreSQL ─────────────────────────────────────────────────────────────────────
DATABASE_URL = env.text("DATABASE_URL")
# With no address of a server, the database backend boots its own here.
EMBEDDED_POSTGRES = None if DATABASE_URL else VAR / "postgres"


DATABASES = {
    "default": {
        "ENGINE": "newsroom.database",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        **addresses.database(DATABASE_URL or "postgresql://newsroom@/newsroom"),
    }
}
DATABASES["default"]["OPTIONS"] |= {
    "connect_timeout": 3,
    # The web server ends idle threads, and each leaves its connection behind: eight of
    # them became 32 in five bursts, and stay eight with this.
    "options": "-c idle_session_timeout=600000",
}

# ── Accounts ───────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("email",)},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:account"
LOGOUT_REDIRECT_URL = "articles:front_page"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
# Without a password here allauth takes it from the sign-in page too; our own form
# asks for none when someone signs up.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
# What is done, in this order, when somebody deletes her account: first nothing more is
# charged, last she is forgotten.
LEAVING = [
    "subscriptions.leaving.end_everything",
    "comments.leaving.let_go",
    "accounts.leaving.erase",
]
# Who tells what the paper holds about a person.
PERSONAL_DATA = [
    "accounts.exporting.about_the_account",
    "comments.exporting.by_kind",
    "subscriptions.exporting.about_money",
]
SOCIALACCOUNT_PROVIDERS: dict = {"google": {"SCOPE": ["profile", "email"]}}
if GOOGLE_CLIENT_ID:
    SOCIALACCOUNT_PROVIDERS["google"]["APPS"] = [
        {
            "client_id": GOOGLE_CLIENT_ID,
            "secret": env.required("GOOGLE_SECRET", "Google gave it with the id."),
        }
    ]

# ── Money ──────────────────────────────────────────────────────────────────────────
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRETS = env.words("STRIPE_WEBHOOK_SECRETS")
STRIPE_API_BASE = env.text("STRIPE_API_BASE")
# Whether the checkout asks for a promotion code; they are made in Stripe's dashboard.
STRIPE_PROMOTION_CODES = env.flag("STRIPE_PROMOTION_CODES", default=True)
# Whether Stripe works out the tax that a price holds. The price stays what is paid.
STRIPE_TAX = env.flag("STRIPE_TAX")
# The law of Mexico asks for five; the run is once a day and may fail on one.
RENEWAL_NOTICE_DAYS = env.number("RENEWAL_NOTICE_DAYS", 7)
# How long a subscriber stays while Stripe keeps asking her bank.
GRACE_DAYS = env.number("GRACE_DAYS", 7)
# How long she may take a first payment back; the European Union's law asks for 14.
WITHDRAWAL_DAYS = env.number("WITHDRAWAL_DAYS", 14)
# Whether she stays when all that she paid for the present period is given back.
REFUND_ENDS_ACCESS = env.flag("REFUND_ENDS_ACCESS")

# ── The conversation: an outside service that may hold a comment, when there is one ──
COMMENT_CHECK_URL = env.text("COMMENT_CHECK_URL")
COMMENT_CHECK_TOKEN = env.text("COMMENT_CHECK_TOKEN")

# ── Later ──────────────────────────────────────────────────────────────────────────
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "QUEUES": ["default"],
        "OPTIONS": {
            "MAX_ATTEMPTS": 5,
            "LOCK_TIMEOUT": 120,
            "SCHEDULES": {
                "reconcile-due": {
                    "task": "subscriptions.reconcile.reconcile_due",
                    "every": 15 * 60,
                },
                "reconcile-everyone": {
                    "task": "subscriptions.reconcile.reconcile_everyone",
                    "cron": "30 9 * * *",  # in UTC: the quiet hours of Mexico
                },
                "count-checkouts": {
                    "task": "subscriptions.story_counts.count_checkouts",
                    "every": 3600,
                },
                "send-receipts": {
                    "task": "subscriptions.receipts.send_receipts",
                    "every": 3600,
                },
                "announce-renewals": {
                    "task": "subscriptions.renewals.announce_renewals",
                    "cron": "0 16 * * *",  # in UTC: the morning of Mexico
                },
                # It looks at the paper's own clock, and writes from seven on.
                "digests": {"task": "comments.digests.begin", "cron": "0 * * * *"},
                "rank-comments": {"task": "comments.ranking.rank_changed", "every": 60},
                "check-counts": {
                    "task": "comments.reconciling.check_counts",
                    "every": 3600,
                },
                "delete-accounts": {
                    "task": "accounts.leaving.try_again",
                    "every": 15 * 60,
                },
                "forget-old-reads": {
                    "task": "articles.reads.forget_old_reads",
                    "every": 6 * 3600,
                },
                "forget-old-hours": {
                    "task": "comments.discussed.forget_old_hours",
                    "every": 6 * 3600,
                },
                "tidy-up": {"task": "newsroom.chores.tidy_up", "every": 3600},
            },
        },
    }
}

# ── Mail ───────────────────────────────────────────────────────────────────────────
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"{SITE_NAME} <newsroom@example.com>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL


MAILERS = {
    "default": {"BACKEND": "demo.inbox.EmailBackend"}
    if DEMO
    else addresses.mailer(
        env.required("MAIL_URL", "set it to smtp://user:password@host:587.")
    )
}

# ── Files ──────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
# The demo hands files out from where they lie; production collects them here.
STATIC_ROOT = None if DEMO else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# A small installation lets this site hand out its own pictures; a proxy does it better.
SERVE_MEDIA = env.flag("SERVE_MEDIA", default=DEMO)
WHITENOISE_USE_FINDERS = DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644

# ── Caches: only counters of limits live here, and they must be one for all processes ─
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "newsroom_limits",
        # Full means that live counters are thrown out, and 300 would soon be full.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# ── Security ───────────────────────────────────────────────────────────────────────
CHECKOUT_HOSTS = (
    [STRIPE_API_BASE]
    if STRIPE_API_BASE
    else ["https://checkout.stripe.com", "https://billing.stripe.com"]
)
# Where a story's videos and sound may play, once a reader presses them.
PLAYER_HOSTS = [
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://open.spotify.com",
]
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": PLAYER_HOSTS,
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *CHECKOUT_HOSTS],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^stripe/webhook/$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "sessionid" if DEMO else "__Host-sessionid"
SESSION_COOKIE_SECURE = not DEMO
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "csrftoken" if DEMO else "__Host-csrftoken"
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.errors.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# ── Logs: events, never bodies ─────────────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # The worker prints these itself.
        "django_ox": {"propagate": False},
        # Strangers who ask for other hosts: one line in the proxy's log is enough.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}

# ── The admin ──────────────────────────────────────────────────────────────────────
UNFOLD = desk_look.UNFOLD | {"SITE_TITLE": SITE_NAME, "SITE_HEADER": SITE_NAME}
