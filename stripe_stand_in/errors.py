"""How does Stripe say no?"""


class Refusal(Exception):
    """A request that Stripe would refuse, with all that it would answer."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        decline_code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        details = {
            "type": kind,
            "code": code,
            "decline_code": decline_code,
            "message": message,
            "param": param,
        }
        self.body = {"error": {name: text for name, text in details.items() if text}}


def no_such(kind: str, ident: str, *, param: str = "id", status: int = 400) -> Refusal:
    """Nothing of this kind has this id: 404 when the address names it, else 400."""
    name = kind.rpartition(".")[2]
    return Refusal(
        f"No such {name}: '{ident}'",
        status=status,
        code="resource_missing",
        param=param,
    )


def missing(param: str) -> Refusal:
    """A parameter that the endpoint can't do without is absent."""
    return Refusal(
        f"Missing required param: {param}.", code="parameter_missing", param=param
    )


def unknown(param: str) -> Refusal:
    """A parameter that the endpoint doesn't have."""
    return Refusal(
        f"Received unknown parameter: {param}", code="parameter_unknown", param=param
    )


def declined() -> Refusal:
    """The bank said no."""
    return Refusal(
        "Your card was declined.",
        status=402,
        kind="card_error",
        code="card_declined",
        decline_code="generic_decline",
    )


def unauthorized(message: str) -> Refusal:
    """The key is absent or not one that may be used here."""
    return Refusal(message, status=401)


def no_such_address(method: str, path: str) -> Refusal:
    """Stripe, or this part of it, has no such endpoint."""
    return Refusal(f"Unrecognized request URL ({method}: {path}).", status=404)


FAULTS = {
    429: Refusal("Too many requests hit the API too quickly.", status=429),
    402: declined(),
    500: Refusal("An unknown error occurred.", status=500, kind="api_error"),
    503: Refusal("Stripe is not available.", status=503, kind="api_error"),
}
