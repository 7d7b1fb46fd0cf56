"""What may a customer do in the billing portal?"""

from . import billing, errors, objects
from .ledger import Ledger


def create(ledger: Ledger, params: dict) -> dict:
    """Open a visit to the portal; its address is a secret of the customer."""
    ledger.referred("customer", params["customer"], param="customer")
    given = {name: params[name] for name in ("return_url", "locale") if name in params}
    if flow := params.get("flow_data"):
        given["flow"] = _flow(ledger, flow)
    session = objects.portal_session(ledger.now(), params["customer"], **given)
    session["url"] = f"{ledger.url}/p/session/{session['id']}"
    return ledger.add(session)


def _flow(ledger: Ledger, flow: dict) -> dict:
    if flow["type"] not in ("payment_method_update", "subscription_cancel"):
        raise errors.Refusal(
            "The stand-in's portal has no such flow.", param="flow_data[type]"
        )
    given: dict = {"after_completion": _after(flow.get("after_completion", {}))}
    if flow["type"] == "subscription_cancel":
        param = "flow_data[subscription_cancel][subscription]"
        ident = flow.get("subscription_cancel", {}).get("subscription", "")
        ledger.referred("subscription", ident, param=param)
        given["subscription_cancel"] = {"subscription": ident, "retention": None}
    return objects.portal_flow(flow["type"], **given)


def _after(asked: dict) -> dict:
    return {
        "hosted_confirmation": None,
        "redirect": asked.get("redirect"),
        "type": asked.get("type", "portal_homepage"),
    }


def act(ledger: Ledger, session: dict, action: str, subscription_id: str) -> None:
    """Do what a button of the portal says; a button out of date does nothing."""
    customer_id = session["customer"]
    if action == "replace-card":
        billing.replace_card(ledger, customer_id)
        return
    for subscription in billing.live_subscriptions(ledger, customer_id):
        if subscription["id"] == subscription_id and action in ("cancel", "keep"):
            _reschedule(ledger, subscription, action)


def _reschedule(ledger: Ledger, subscription: dict, action: str) -> None:
    with ledger.changing("customer.subscription.updated", subscription):
        if action == "cancel":
            classic = subscription["billing_mode"]["type"] == "classic"
            billing.schedule_end(subscription, ledger.now(), with_flag=classic)
        else:
            billing.keep(subscription)


def where_to_go_next(session: dict) -> str:
    """The address to send the customer to after a button: the flow's, or the portal."""
    after = (session["flow"] or {}).get("after_completion", {})
    return (after.get("redirect") or {}).get("return_url") or session["url"]
