"""How is somebody forgotten at Stripe, so that nothing is ever charged again?"""

from subscriptions.stripe_gateway.client import Patience, api, asking


def fetch_customers_of(reader: int, *, email: str) -> list[str]:
    """The customers we made for a reader, those too that we never got to know of."""
    with asking("list customers"):
        pages = api(Patience.WORKER).customers.list({"email": email, "limit": 100})
        bodies = [customer.to_dict() for customer in pages.auto_paging_iter()]
    return [
        body["id"]
        for body in bodies
        if (body["metadata"] or {}).get("reader") == str(reader)
    ]


def close_checkouts(customer: str) -> None:
    """Close every visit to the checkout in which the customer could still pay."""
    sessions = api(Patience.WORKER).checkout.sessions
    params = {"customer": customer, "status": "open", "limit": 100}
    with asking("close checkouts"):
        # All of them first: what is closed is no longer on the list's next page.
        still_open = [one.id for one in sessions.list(params).auto_paging_iter()]
        for ident in still_open:
            sessions.expire(ident)


def delete_customer(customer: str) -> None:
    """Delete the customer; whatever she pays for ends at once.

    Source: https://docs.stripe.com/api/customers/delete
    """
    with asking("delete customer"):
        api(Patience.WORKER).customers.delete(customer)
