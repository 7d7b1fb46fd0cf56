"""How much is owed, after discounts, and how much of it is tax?

The stand-in knows one tax, of 16 %, which every price holds already.
"""

from collections.abc import Sequence
from dataclasses import dataclass

TAX = 16  # percent


@dataclass(frozen=True)
class Sum:
    """What is owed for one period, in cents."""

    subtotal: int
    discounts: tuple[tuple[str, int], ...] = ()  # a discount's id, what it takes off
    is_taxed: bool = False

    @property
    def discount(self) -> int:
        """All that is taken off."""
        return sum(amount for _ident, amount in self.discounts)

    @property
    def total(self) -> int:
        """What is paid."""
        return self.subtotal - self.discount

    @property
    def tax(self) -> int:
        """How much of what is paid is tax."""
        return round(self.total * TAX / (100 + TAX)) if self.is_taxed else 0


def reckon(
    subtotal: int, coupons: Sequence[tuple[str, dict]], *, is_taxed: bool
) -> Sum:
    """What is owed when each (discount's id, coupon) takes its part off."""
    left, discounts = subtotal, []
    for ident, coupon in coupons:
        share = round(left * (coupon["percent_off"] or 0) / 100)
        amount = min(coupon["amount_off"] or share, left)
        if amount:
            discounts.append((ident, amount))
            left -= amount
    return Sum(subtotal, tuple(discounts), is_taxed)


def taxes(owed: Sum) -> list[dict]:
    """What an invoice and its line say of the tax."""
    if not owed.is_taxed:
        return []
    return [
        {
            "amount": owed.tax,
            "tax_behavior": "inclusive",
            "tax_rate_details": {"tax_rate": "txr_stand_in"},
            "taxability_reason": "standard_rated",
            "taxable_amount": owed.total - owed.tax,
            "type": "tax_rate_details",
        }
    ]


def automatic_tax(*, is_taxed: bool) -> dict:
    """What a subscription, an invoice and a checkout say of who works the tax out."""
    issuer = {"account": None, "type": "self"}
    return {"enabled": is_taxed, "liability": issuer if is_taxed else None}
