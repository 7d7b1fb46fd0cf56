import pytest

from newsroom.bodies import LARGEST, LARGEST_AT_THE_DESK, BodyLimit


def answer(path, length):
    told = []

    def site(environ, start_response):
        start_response("200 OK", [])
        return [b"the site"]

    def start_response(status, headers):
        told.append(status)

    environ = {"PATH_INFO": path} | (
        {} if length is None else {"CONTENT_LENGTH": length}
    )
    body = b"".join(BodyLimit(site)(environ, start_response))
    return told[0][:3], body


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/", None, "200"),
        ("/", "", "200"),
        ("/", "-1", "200"),
        ("/", str(LARGEST), "200"),
        ("/", str(LARGEST + 1), "413"),
        ("/accounts/login/", "200000000", "413"),
        ("/admin/articles/picture/add/", str(LARGEST + 1), "200"),
        ("/admin/articles/picture/add/", str(LARGEST_AT_THE_DESK + 1), "413"),
    ],
)
def test_what_is_too_large_never_reaches_the_site(path, length, status):
    assert answer(path, length)[0] == status


def test_who_sent_too_much_is_told_so():
    assert b"too large" in answer("/", "999999999")[1]
