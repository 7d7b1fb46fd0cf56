"""Do our plans and Stripe's products and prices agree, and what was done about it?

What is sold where is decided at either end: a new plan or amount here makes a price
there; a name, an archived price or a product that is off sale there is followed here.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from subscriptions import stripe_gateway
from subscriptions.mirror import hold
from subscriptions.models import Plan
from subscriptions.prices import price_of
from subscriptions.stripe_gateway import Patience, RemotePrice, RemoteProduct

SLUG = Plan._meta.get_field("slug")
NAME_ENDS = Plan._meta.get_field("name").max_length
# By the product's id; a price that this Stripe account does not know is None.
Offers = dict[str, RemotePrice | None]


def sync_plans(*, patience: Patience) -> list[str]:
    """Make plans and Stripe agree; a sentence for each thing that changed or is odd.

    Safe to run twice. Raises ``PaymentsUnavailable`` when Stripe does not answer: what
    Stripe was not asked about yet is as it was.
    """
    plans = Plan.objects.exclude(stripe_price_id="")
    products = stripe_gateway.fetch_products(patience=patience)
    offers: Offers = {
        plan.stripe_product_id: stripe_gateway.fetch_offer(
            plan.stripe_price_id, patience=patience
        )
        for plan in plans
    }
    said = _follow(products, offers)
    for plan in Plan.objects.on_sale().filter(stripe_price_id=""):
        price_of(plan, patience=patience)
        said.append(_("“%(plan)s” has a price at Stripe now.") % {"plan": plan})
    return said


@transaction.atomic
def _follow(products: list[RemoteProduct], offers: Offers) -> list[str]:
    hold("plans")
    known = {plan.stripe_product_id: plan for plan in Plan.objects.select_for_update()}
    said = []
    for product in products:
        plan = known.get(product.id)
        if plan is not None:
            said += _follow_product(plan, product)
        elif product.plan and product.is_active:
            said.append(_take_up(product))
    for ident, price in offers.items():
        if ident in known:
            said += _follow_price(known[ident], price)
    return said


def _follow_product(plan: Plan, product: RemoteProduct) -> list[str]:
    said, name = [], product.name[:NAME_ENDS]
    if name != plan.name:
        words = {"old": plan.name, "new": name}
        said.append(
            _("“%(old)s” is called “%(new)s” at Stripe: so it is here.") % words
        )
        plan.name = name
        plan.save(update_fields=["name"])
    if not product.is_active:
        why = _("“%(plan)s” is off sale: its product is archived at Stripe.")
        said += _take_off_sale(plan, why)
    return said


def _follow_price(plan: Plan, price: RemotePrice | None) -> list[str]:
    if price is None:
        # With the key of another account by mistake, ids forgotten here would be access
        # forgotten: nothing is touched.
        return [
            _(
                "“%(plan)s” has a price that this Stripe account does not know. "
                "Is STRIPE_SECRET_KEY the key of another account?"
            )
            % {"plan": plan}
        ]
    if price.is_active:
        return []
    why = _("“%(plan)s” is off sale: its price is archived at Stripe.")
    return _take_off_sale(plan, why)


def _take_off_sale(plan: Plan, why: str) -> list[str]:
    if not plan.on_sale:
        return []
    plan.on_sale = False
    plan.save(update_fields=["on_sale"])
    return [why % {"plan": plan}]


def _take_up(product: RemoteProduct) -> str:
    """Make a plan, off sale, of a product that carries our name for one."""
    words = {"product": product.id, "name": product.name, "plan": product.plan}
    namesake = Plan.objects.filter(slug=product.plan).first()
    if namesake is not None:
        return _stray(namesake, product) % words
    price = product.price
    if price is None or not _is_ours_to_sell(price) or not _is_slug(product.plan):
        return (
            _(
                "Stripe has “%(name)s” (%(product)s), which says it is our plan "
                "“%(plan)s”, without a default price by month or year that we can sell."
            )
            % words
        )
    Plan.objects.create(
        name=product.name[:NAME_ENDS],
        slug=product.plan,
        amount=price.amount or 0,
        currency=price.currency,
        interval=price.interval,
        on_sale=False,
        stripe_product_id=product.id,
        stripe_price_id=price.id,
    )
    return (
        _("“%(name)s” was at Stripe alone: it is a plan here now, not yet on sale.")
        % words
    )


def _stray(namesake: Plan, product: RemoteProduct) -> str:
    if namesake.stripe_product_id:
        return _(
            "Stripe has a second product for our plan “%(plan)s”: “%(name)s” "
            "(%(product)s). Whoever pays for it has no access; archive it there."
        )
    namesake.stripe_product_id = product.id
    namesake.save(update_fields=["stripe_product_id"])
    return _("“%(plan)s” is sold at Stripe as “%(name)s” (%(product)s).")


def _is_ours_to_sell(price: RemotePrice) -> bool:
    return (
        price.is_active
        and bool(price.amount)
        and price.currency in Plan.Currency
        and price.interval in Plan.Interval
    )


def _is_slug(text: str) -> bool:
    fits = 0 < len(text) <= (SLUG.max_length or 0)
    return fits and text.isascii() and text.replace("-", "").replace("_", "").isalnum()
