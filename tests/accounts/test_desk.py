import pytest
from allauth.mfa.models import Authenticator

pytestmark = pytest.mark.django_db


def test_the_admin_signs_in_through_the_sites_own_page(client):
    response = client.get("/admin/articles/article/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=/admin/")


def test_a_reader_may_not_enter(sign_in, reader):
    response = sign_in(reader).get("/admin/", follow=True)

    assert response.status_code == 403


def test_staff_without_the_second_factor_may_not_enter(sign_in, editor, settings):
    settings.STAFF_SECOND_FACTOR = True

    response = sign_in(editor).get("/admin/articles/article/")

    assert response.status_code != 200


def test_staff_without_the_second_factor_are_led_to_add_one(sign_in, editor, settings):
    settings.STAFF_SECOND_FACTOR = True

    response = sign_in(editor).get("/admin/", follow=True)

    (first, _status), *others = response.redirect_chain
    assert first.startswith("/admin/login/")
    assert any("/accounts/2fa/totp/activate/" in address for address, _status in others)
    assert "asks for a second factor" in response.content.decode()


def test_the_desk_takes_no_password_so_that_no_second_factor_is_passed_by(
    sign_in, editor, publisher, settings
):
    settings.STAFF_SECOND_FACTOR = True
    Authenticator.objects.create(user=publisher, type="totp", data={"secret": "x"})
    browser = sign_in(editor)

    browser.post("/admin/login/", {"username": publisher.email, "password": "newsroom"})

    assert browser.session["_auth_user_id"] == str(editor.pk)


def test_staff_with_the_second_factor_enter(sign_in, editor, settings):
    settings.STAFF_SECOND_FACTOR = True
    Authenticator.objects.create(user=editor, type="totp", data={"secret": "x"})

    response = sign_in(editor).get("/admin/articles/article/")

    assert response.status_code == 200


def test_the_roles_are_what_the_list_says():
    from django.contrib.auth.models import Group

    from newsroom.roles import ROLES

    for name, permissions in ROLES.items():
        held = {
            f"{one.content_type.app_label}.{one.codename}"
            for one in Group.objects.get(name=name).permissions.all()
        }
        assert held == permissions, name


@pytest.mark.parametrize(
    "lookup", ["password__startswith=p", "comments__body__icontains=a"]
)
def test_no_filter_of_the_list_of_people_is_an_oracle(sign_in, publisher, lookup):
    response = sign_in(publisher).get(f"/admin/accounts/user/?{lookup}")

    assert response.status_code == 400
