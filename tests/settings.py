"""What differs in tests? The demo's settings, a folder of their own, a quick hash."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent

os.environ["NEWSROOM_DEMO"] = "1"
os.environ.setdefault("NEWSROOM_VAR", str(ROOT / "var" / "tests"))
os.environ.setdefault("STRIPE_SECRET_KEY", "sk_test_stand_in")
os.environ.setdefault("STRIPE_WEBHOOK_SECRETS", "whsec_stand_in")
os.environ.setdefault("STRIPE_API_BASE", "http://127.0.0.1:1")

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import VAR  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = VAR / "test-media"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
