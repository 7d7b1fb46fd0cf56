"""Does a price that holds its tax stay the price, and say how much of it is tax?"""

import pytest
import requests
import stripe

TAXED = {"automatic_tax": {"enabled": True}, "customer_update": {"address": "auto"}}


def test_the_price_stays_and_its_tax_is_told(stand_in, client, open_checkout, press):
    session = open_checkout(client, **TAXED)
    page = requests.get(session.url, timeout=5).text
    press(session.url, "pay")

    (invoice,) = client.invoices.list().data

    assert "<dt>Tax of 16 %, included</dt><dd>0.69 USD</dd>" in page
    assert "<dt>Total today</dt><dd>5.00 USD</dd>" in page
    assert (session.amount_total, session.total_details.amount_tax) == (500, 69)
    assert (invoice.total, invoice.total_excluding_tax) == (500, 431)
    assert invoice.total_taxes[0].amount == invoice.lines.data[0].taxes[0].amount == 69
    assert invoice.total_taxes[0].tax_behavior == "inclusive"
    assert invoice.automatic_tax.status == "complete"


def test_renewals_are_taxed_too(stand_in, client, open_checkout, press):
    press(open_checkout(client, **TAXED).url, "pay")

    stand_in.advance(days=32)

    (renewal, _first) = client.invoices.list().data
    assert renewal.total_taxes[0].amount == 69


def test_the_invoices_page_shows_what_it_is_made_of(
    client, open_checkout, press, make_code
):
    make_code()
    session = open_checkout(client, allow_promotion_codes=True, **TAXED)
    press(session.url, "use-code", code="AUTUMN")
    press(session.url, "pay")
    (invoice,) = client.invoices.list().data

    page = requests.get(invoice.hosted_invoice_url, timeout=5).text

    assert "<dt>Discount</dt><dd>-1.00 USD</dd>" in page
    assert "<dt>Tax, included</dt><dd>0.55 USD</dd>" in page


def test_tax_needs_to_know_where_the_customer_is(client, open_checkout):
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        open_checkout(client, automatic_tax={"enabled": True})

    assert refusal.value.code == "customer_tax_location_invalid"


def test_without_tax_nothing_is_said_of_it(stand_in, client, subscribe):
    subscription = subscribe(stand_in, client)

    invoice = client.invoices.retrieve(subscription.latest_invoice)

    assert invoice.total_taxes == []
    assert not invoice.automatic_tax.enabled
    assert not subscription.automatic_tax.enabled
