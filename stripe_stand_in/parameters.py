"""Which parameters does each endpoint accept, and of what type?

A word is a parameter: ``a.b`` lies inside ``a``, ``a[]`` is a list, ``a{}`` holds texts
under names of the caller's choice; ``:int``, ``:float`` and ``:bool`` are types (else
text), ``!`` means that the endpoint refuses to go on without it. Stripe has more
parameters than these; one that is not listed is refused, so that nothing is sent in
vain.
"""

from . import errors

_PAGE = "limit:int starting_after ending_before expand[]"
_CREATED = "created.gt:int created.gte:int created.lt:int created.lte:int"
_CONTACT = "email name phone description metadata{} preferred_locales[] expand[]"

ACCEPTED = {
    "customers.create": _CONTACT,
    "customers.update": f"{_CONTACT} invoice_settings.default_payment_method",
    "customers.retrieve": "expand[]",
    "customers.delete": "",
    "customers.list": f"email {_CREATED} {_PAGE}",
    "products.create": "name! id description active:bool metadata{} expand[]",
    "products.retrieve": "expand[]",
    "products.update": "name description active:bool default_price metadata{} expand[]",
    "products.list": f"active:bool ids[] {_CREATED} {_PAGE}",
    "prices.create": """currency! unit_amount:int! product product_data.name!
        product_data.metadata{} recurring.interval! recurring.interval_count:int
        lookup_key transfer_lookup_key:bool nickname active:bool tax_behavior
        metadata{} expand[]""",
    "prices.retrieve": "expand[]",
    "prices.update": """active:bool lookup_key transfer_lookup_key:bool nickname
        tax_behavior metadata{} expand[]""",
    "prices.list": f"""active:bool currency product type lookup_keys[]
        recurring.interval {_CREATED} {_PAGE}""",
    "coupons.create": """id name percent_off:float amount_off:int currency duration
        duration_in_months:int max_redemptions:int redeem_by:int metadata{} expand[]""",
    "coupons.retrieve": "expand[]",
    "coupons.list": f"{_CREATED} {_PAGE}",
    "promotion_codes.create": """promotion.type! promotion.coupon code customer
        active:bool max_redemptions:int expires_at:int metadata{} expand[]""",
    "promotion_codes.retrieve": "expand[]",
    "promotion_codes.update": "active:bool metadata{} expand[]",
    "promotion_codes.list": f"active:bool code coupon customer {_CREATED} {_PAGE}",
    "payment_methods.retrieve": "expand[]",
    "checkout.sessions.create": """mode! success_url! cancel_url customer
        customer_email client_reference_id line_items[].price! line_items[].quantity:int
        subscription_data.metadata{} subscription_data.description
        subscription_data.trial_period_days:int subscription_data.billing_mode.type!
        subscription_data.trial_settings.end_behavior.missing_payment_method!
        metadata{} locale expires_at:int ui_mode allow_promotion_codes:bool
        automatic_tax.enabled:bool! customer_update.address customer_update.name
        consent_collection.terms_of_service payment_method_collection
        billing_address_collection tax_id_collection.enabled:bool!
        custom_text.submit.message! custom_text.after_submit.message!
        custom_text.terms_of_service_acceptance.message! expand[]""",
    "checkout.sessions.retrieve": "expand[]",
    "checkout.sessions.expire": "expand[]",
    "checkout.sessions.list": f"customer subscription status {_CREATED} {_PAGE}",
    "subscriptions.create": """customer! items[].price! items[].quantity:int
        description metadata{} trial_period_days:int expand[]""",
    "subscriptions.pause": "type expand[]",
    "subscriptions.resume": "expand[]",
    "subscriptions.retrieve": "expand[]",
    "subscriptions.list": f"customer price status {_CREATED} {_PAGE}",
    "subscriptions.update": """cancel_at_period_end:bool cancel_at description
        cancellation_details.comment cancellation_details.feedback
        default_payment_method metadata{} items[].id items[].price
        pause_collection.behavior! pause_collection.resumes_at:int expand[]""",
    "subscriptions.cancel": """cancellation_details.comment
        cancellation_details.feedback invoice_now:bool prorate:bool expand[]""",
    "billing_portal.sessions.create": """customer! return_url locale configuration
        flow_data.type! flow_data.subscription_cancel.subscription!
        flow_data.after_completion.type! flow_data.after_completion.redirect.return_url!
        expand[]""",
    "invoices.retrieve": "expand[]",
    "invoices.list": f"customer subscription status {_CREATED} {_PAGE}",
    "invoices.pay": "payment_method expand[]",
    "invoices.create_preview": "subscription expand[]",
    "invoice_payments.retrieve": "expand[]",
    "invoice_payments.list": f"""invoice status payment.type! payment.payment_intent
        {_PAGE}""",
    "events.retrieve": "expand[]",
    "events.list": f"type types[] delivery_success:bool {_CREATED} {_PAGE}",
    "charges.retrieve": "expand[]",
    "charges.list": f"customer payment_intent {_CREATED} {_PAGE}",
    "disputes.retrieve": "expand[]",
    "disputes.list": f"charge payment_intent {_CREATED} {_PAGE}",
    "refunds.create": "payment_intent! amount:int reason metadata{} expand[]",
    "refunds.retrieve": "expand[]",
    "refunds.list": f"payment_intent {_CREATED} {_PAGE}",
}


def _tree(words: str) -> dict:
    tree: dict = {}
    for word in words.split():
        *parents, leaf = word.split(".")
        place = tree
        for name in parents:
            place = place.setdefault(name, {})
        path, _, kind = leaf.rstrip("!").partition(":")
        place[path] = {"kind": kind or "text", "required": leaf.endswith("!")}
    return tree


_TREES = {operation: _tree(words) for operation, words in ACCEPTED.items()}


def tree(operation: str) -> dict:
    """The parameters of an operation, as a tree of types."""
    return _TREES[operation]


def accept(operation: str, sent: dict) -> dict:
    """What was sent, typed, or a ``Refusal`` for what is unknown, missing or wrong."""
    return _branch(_TREES[operation], sent, "")


def _branch(tree: dict, sent: dict, prefix: str) -> dict:
    accepted = {}
    for name, value in sent.items():
        path = f"{prefix}[{name}]" if prefix else name
        accepted[name] = _value(tree, name, value, path)
    for name, leaf in tree.items():
        if _is_leaf(leaf) and leaf["required"] and accepted.get(name, "") == "":
            raise errors.missing(f"{prefix}[{name}]" if prefix else name)
    return accepted


def _value(tree: dict, name: str, value, path: str):
    if f"{name}{{}}" in tree:
        return value if isinstance(value, dict) else {}
    if f"{name}[]" in tree:
        return _list(tree[f"{name}[]"], value, path)
    if name not in tree:
        raise errors.unknown(path)
    return _one(tree[name], value, path)


def _list(tree: dict, value, path: str) -> list:
    if not isinstance(value, dict):
        raise errors.Refusal(f"Invalid array: {path}", param=path)
    return [_one(tree, part, f"{path}[{key}]") for key, part in value.items()]


def _one(tree: dict, value, path: str):
    if _is_leaf(tree):
        return _typed(tree["kind"], value, path)
    if value == "":
        return value  # takes away what was set
    if not isinstance(value, dict):
        raise errors.Refusal(f"Invalid object: {path}", param=path)
    return _branch(tree, value, path)


def _is_leaf(tree: dict) -> bool:
    return isinstance(tree.get("kind"), str)


def _typed(kind: str, value, path: str):
    if isinstance(value, dict):
        raise errors.Refusal(f"Invalid string: {path}", param=path)
    if kind == "bool":
        if value not in ("true", "false"):
            raise errors.Refusal(f"Invalid boolean: {value}", param=path)
        return value == "true"
    if kind == "int":
        if not value.lstrip("-").isascii() or not value.lstrip("-").isdigit():
            raise errors.Refusal(f"Invalid integer: {value}", param=path)
        return int(value)
    return _fraction(value, path) if kind == "float" else value


def _fraction(value: str, path: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise errors.Refusal(f"Invalid decimal: {value}", param=path) from None
