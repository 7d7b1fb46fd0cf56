"""What are machines told before they read: robots.txt and security.txt.

Who crawls for what: https://github.com/ai-robots-txt/ai.robots.txt
"""

import datetime

from django.shortcuts import render
from django.utils import timezone

from articles.models import CrawlerRules
from newsroom.audience import public_page

TRAINERS = (
    "GPTBot",
    "ClaudeBot",
    "Google-Extended",
    "Applebot-Extended",
    "CCBot",
    "Bytespider",
    "meta-externalagent",
    "Amazonbot",
)
ANSWERERS = (
    "OAI-SearchBot",
    "Claude-SearchBot",
    "PerplexityBot",
    "ChatGPT-User",
    "Claude-User",
    "Perplexity-User",
)
# Preset → who is asked to stay away, and what the others are told they may do.
ASKED = {
    CrawlerRules.Preset.OPEN: ((), "search=yes, ai-input=yes, ai-train=yes"),
    CrawlerRules.Preset.SEARCH: (TRAINERS, "search=yes, ai-input=yes, ai-train=no"),
    CrawlerRules.Preset.CLOSED: (
        TRAINERS + ANSWERERS,
        "search=yes, ai-input=no, ai-train=no",
    ),
}
GOOD_FOR = datetime.timedelta(days=180)


@public_page(seconds=300)
def robots(request):
    """What crawlers are asked to leave alone, and who is asked to stay away."""
    refused, signal = ASKED[CrawlerRules.Preset(CrawlerRules.current().preset)]
    context = {"refused": refused, "signal": signal}
    return _text(request, "articles/robots.txt", context)


@public_page(seconds=3600)
def security(request):
    """Where someone who found a hole can tell us; source: RFC 9116."""
    end = timezone.localdate() + GOOD_FOR
    return _text(request, "articles/security.txt", {"end": end})


def _text(request, template: str, context: dict):
    return render(request, template, context, content_type="text/plain; charset=utf-8")
