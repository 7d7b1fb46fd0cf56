"""How does a form body become nested parameters?"""

from urllib.parse import parse_qsl

from .errors import Refusal


def parse(body: str) -> dict:
    """The nested parameters of a form body.

    ``a[b][0]=x`` becomes ``{"a": {"b": {"0": "x"}}}``. Which of these are lists only
    the endpoint knows, so that is settled in ``parameters.py``.
    """
    params: dict = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        *parents, leaf = [part.rstrip("]") for part in name.split("[")]
        place = params
        for key in parents:
            place = _inside(place, key, name)
        place[leaf or str(len(place))] = value
    return params


def _inside(place: dict, key: str, name: str) -> dict:
    within = place.setdefault(key or str(len(place)), {})
    if not isinstance(within, dict):
        raise Refusal(f"Invalid parameter: {name}", param=name)
    return within
