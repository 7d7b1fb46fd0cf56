"""What is sold, for how much, and how often is it due?"""

import calendar
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.numberformat import format as format_number
from django.utils.translation import get_language, gettext_lazy as _

AGREEMENTS = {
    "month": _(
        "By subscribing I agree to pay %(price)s now. It renews every month for "
        "%(price)s, next on %(day)s, until I cancel. I can cancel at any time and "
        "keep what I have paid for."
    ),
    "year": _(
        "By subscribing I agree to pay %(price)s now. It renews every year for "
        "%(price)s, next on %(day)s, until I cancel. I can cancel at any time and "
        "keep what I have paid for."
    ),
}

TRIAL_AGREEMENTS = {
    "month": _(
        "By subscribing I begin %(days)s free days, and nothing is charged today. On "
        "%(day)s I pay %(price)s, and it renews every month for %(price)s until I "
        "cancel. If I cancel before %(day)s I pay nothing. I can cancel at any time "
        "and keep what I have paid for."
    ),
    "year": _(
        "By subscribing I begin %(days)s free days, and nothing is charged today. On "
        "%(day)s I pay %(price)s, and it renews every year for %(price)s until I "
        "cancel. If I cancel before %(day)s I pay nothing. I can cancel at any time "
        "and keep what I have paid for."
    ),
}


def money(amount: int, currency: str) -> str:
    """An amount in cents as a person reads it: "$99 MXN", "$1,200.50 MXN", "€5 EUR".

    Pesos and dollars are written alike in English and in the Spanish of Mexico; euros
    in Spanish as in Spain: "4,50 €". Django's own Spanish would write "$1 200,50".
    """
    digits = 2 if amount % 100 else 0
    spain = currency == "eur" and (get_language() or "").startswith("es")
    point, comma = (",", ".") if spain else (".", ",")
    number = format_number(
        amount / 100, point, digits, 3, comma, force_grouping=True, use_l10n=False
    )
    if spain:
        return f"{number} €"
    return f"{'€' if currency == 'eur' else '$'}{number} {currency.upper()}"


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions about many plans."""

    def on_sale(self) -> "PlanQuerySet":
        """Plans that a reader may choose now, in the order they are offered."""
        return self.filter(on_sale=True).order_by("position", "pk")


class Plan(models.Model):
    """One way to subscribe; Stripe's product and price follow it."""

    class Interval(models.TextChoices):
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    class Currency(models.TextChoices):
        MXN = "mxn", _("Mexican peso")
        USD = "usd", _("US dollar")
        EUR = "eur", _("Euro")

    # What makes another price at Stripe when it changes.
    PRICED_BY = frozenset({"amount", "currency", "interval"})

    name = models.CharField(_("name"), max_length=40)
    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    description = models.TextField(
        _("what is included"),
        max_length=600,
        blank=True,
        help_text=_("One thing a line; readers see it as a list."),
    )
    amount = models.PositiveIntegerField(
        _("amount in cents"),
        validators=[MinValueValidator(1)],
        help_text=_(
            "9900 is 99.00. A new amount counts for new subscribers; the others keep "
            "what they agreed to."
        ),
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, default=Currency.MXN
    )
    interval = models.CharField(
        _("charged every"), max_length=5, choices=Interval, default=Interval.MONTH
    )
    trial_days = models.PositiveSmallIntegerField(
        _("days of trial"),
        default=0,
        validators=[MaxValueValidator(90)],
        help_text=_("0 for none. Each person has a trial once, whatever the plan."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Lower comes first.")
    )
    on_sale = models.BooleanField(_("on sale"), default=True)
    stripe_product_id = models.CharField(
        _("Stripe product"), max_length=64, blank=True, editable=False
    )
    stripe_price_id = models.CharField(
        _("Stripe price"), max_length=64, blank=True, editable=False
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="a_plan_costs_something"
            ),
            models.CheckConstraint(
                condition=Q(interval__in=("month", "year")),
                name="a_plan_is_charged_by_month_or_year",
            ),
            models.UniqueConstraint(
                fields=("stripe_product_id",),
                condition=~Q(stripe_product_id=""),
                name="one_plan_has_a_stripe_product",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("subscriptions:checkout", args=[self.slug])

    @property
    def price(self) -> str:
        """The amount as a person reads it."""
        return money(self.amount, self.currency)

    @property
    def included(self) -> list[str]:
        """What the subscriber gets, one thing an entry."""
        return [line.strip() for line in self.description.splitlines() if line.strip()]

    @property
    def lookup_key(self) -> str:
        """The name of this price at Stripe: a new amount is a new price."""
        return f"newsroom-{self.slug}-{self.currency}-{self.amount}-{self.interval}"

    def next_charge_on(self, first: date, *, trial_days: int = 0) -> date:
        """The day of the charge after the one of the given day, or after a trial."""
        if trial_days:
            return first + timedelta(days=trial_days)
        months = first.month - 1 + (12 if self.interval == self.Interval.YEAR else 1)
        year, month = first.year + months // 12, months % 12 + 1
        last_day = calendar.monthrange(year, month)[1]
        return date(year, month, min(first.day, last_day))

    def agreement(self, first: date, *, trial_days: int = 0) -> str:
        """What a reader agrees to, word for word, when she subscribes on that day."""
        texts = TRIAL_AGREEMENTS if trial_days else AGREEMENTS
        next_charge_on = self.next_charge_on(first, trial_days=trial_days)
        return texts[self.interval] % {
            "price": self.price,
            "day": date_format(next_charge_on, "F j, Y"),
            "days": trial_days,
        }
