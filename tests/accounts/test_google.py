import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import RequestFactory

from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("google_says", "shown"),
    [
        ({"name": "Ana Ríos"}, "Ana Ríos"),
        ({"first_name": "Ana"}, "Ana"),
        ({"name": "\u202eevil"}, "Reader"),
        ({}, "Reader"),
    ],
)
def test_who_comes_from_google_has_a_name_to_be_seen_by(google_says, shown):
    request = RequestFactory().get("/")
    account = SocialAccount(provider="google", uid="1")
    login = SocialLogin(user=User(), account=account)

    user = get_adapter().populate_user(
        request, login, google_says | {"email": "ana@example.com"}
    )
    user.save()

    assert User.objects.get(email="ana@example.com").display_name == shown
