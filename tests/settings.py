"""What differs in tests? The demo's settings, with a quick hash and its own media."""

import os
import tempfile
from pathlib import Path

os.environ["NEWSROOM_DEMO"] = "1"
os.environ.setdefault("STRIPE_SECRET_KEY", "sk_test_stand_in")
os.environ.setdefault("STRIPE_WEBHOOK_SECRETS", "whsec_stand_in")
os.environ.setdefault("STRIPE_API_BASE", "http://127.0.0.1:1")

from newsroom.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="newsroom-media-"))
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
