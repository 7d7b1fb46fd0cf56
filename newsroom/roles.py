"""Who may do what in the admin? Four groups, made to agree with this list."""

from django.apps import apps as installed

VIEW_CHANGE_ADD = ("view", "change", "add")
STORY_PARTS = ("article", "byline", "source", "relatedpick", "picture", "topic")


def _may(app: str, models: tuple[str, ...], *verbs: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for model in models for verb in verbs}


READS_THE_PAPER = _may("articles", ("section", "author"), "view")
WRITES_STORIES = (
    READS_THE_PAPER
    | _may("articles", STORY_PARTS, *VIEW_CHANGE_ADD)
    | _may("articles", ("byline", "source", "relatedpick"), "delete")
)
RUNS_THREADS = _may("comments", ("discussion",), "view", "change")
PUBLISHES_STORIES = (
    WRITES_STORIES
    | RUNS_THREADS
    | {"articles.publish_article"}
    | _may(
        "articles",
        ("section", "author", "page", "front", "slot", "banner"),
        *VIEW_CHANGE_ADD,
    )
    | _may("articles", ("correction",), "view", "add")
    | _may("articles", ("crawlerrules",), "view", "change")
    | _may("articles", ("oldaddress", "reads"), "view")
)
# Whatever else moderators do hangs on the first of these: ``comments/policy.py``.
MODERATES = {"comments.moderate", *_may("comments", ("comment",), "view")} | (
    RUNS_THREADS
)
SEES_WHO_PAYS = _may(
    "subscriptions",
    (
        *("plan", "subscription", "customer", "grant", "codebatch", "code"),
        *("consent", "notice", "stripeevent", "accesschange", "storycheckouts"),
    ),
    "view",
) | _may("subscriptions", ("plan", "grant", "codebatch"), "add", "change")
# Looks again at Stripe, ends a subscription there, gives a payment back.
REPAIRS = {"subscriptions.repair_subscription"}
SEES_PEOPLE = _may("accounts", ("user", "leaving"), "view")

ROLES: dict[str, set[str]] = {
    "Contributors": WRITES_STORIES,
    "Editors": PUBLISHES_STORIES,
    "Moderators": MODERATES,
    "Publishers": PUBLISHES_STORIES | SEES_WHO_PAYS | REPAIRS | SEES_PEOPLE,
}


def synchronise(**kwargs) -> None:
    """Make the groups and their permissions agree with the list, after migrating."""
    group_model = installed.get_model("auth", "Group")
    permission_model = installed.get_model("auth", "Permission")
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permission_model.objects.select_related("content_type")
    }
    for name, codenames in ROLES.items():
        group, _created = group_model.objects.get_or_create(name=name)
        group.permissions.set([known[code] for code in codenames if code in known])
