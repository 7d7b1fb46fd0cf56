"""Who is someone? An address to sign in with, and a name to be seen by."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import validate_display_name


class UserManager(BaseUserManager["User"]):
    """Makes people by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A new reader; without a password she signs in with a code by mail."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields) -> "User":
        """A new person who may do everything in the admin."""
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        """The person with this address, whatever its capitals."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person: a reader, and perhaps a subscriber, a moderator or an editor."""

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(
        _("display name"),
        max_length=60,
        validators=[validate_display_name],
        help_text=_("Shown beside this person's comments. Never the address."),
    )
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Take this away instead of deleting someone."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.UniqueConstraint(
                Lower("email"), name="one_person_has_an_email_address"
            ),
            models.CheckConstraint(
                condition=~models.Q(display_name=""), name="a_person_has_a_display_name"
            ),
        )

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class LeavingQuerySet(models.QuerySet["Leaving"]):
    """Questions about many who leave."""

    def waiting(self) -> "LeavingQuerySet":
        """Those with whom not everything is done."""
        return self.filter(done_at=None)

    def not_tried_since(self, at: datetime) -> "LeavingQuerySet":
        """Those who wait, and for whom nothing has been tried since then."""
        tried = Coalesce("tried_at", "asked_at")
        return self.waiting().annotate(last=tried).filter(last__lte=at)

    def waiting_since(self, at: datetime) -> "LeavingQuerySet":
        """Those who had asked by then, and wait still."""
        return self.waiting().filter(asked_at__lte=at)


class Leaving(models.Model):
    """Somebody asked to delete her account; it stays until everything is done."""

    user = models.OneToOneField(
        User,
        on_delete=models.PROTECT,
        related_name="leaving",
        verbose_name=_("person"),
    )
    takes_her_words = models.BooleanField(
        _("deletes her comments too"),
        default=True,
        help_text=_("Else they stay under a name that says nothing."),
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("last try"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = LeavingQuerySet.as_manager()

    class Meta:
        verbose_name = _("account to delete")
        verbose_name_plural = _("accounts to delete")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.done_at or self.asked_at}"
