"""Strings that break what is careless: markup, templates, formulas, log lines, invisible signs."""

import unicodedata

INVISIBLE_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Not of category C, and yet nothing is seen of them."""

WRITTEN = (
    "<b>DISETUJUI</b>",
    "</b></i></code></blockquote>",
    "<a href='tg://user?id=1'>Admin</a>",
    "<script>alert(1)</script>",
    "<tg-spoiler>x",
    "<",
    ">",
    "&",
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&amp;lt;",
    "<!-- -->",
    "<![CDATA[x]]>",
    "<b",
    "<b\x00>",
    "<\u200bb>",
    "a<b>c</i>d",
    "\"'><img src=x>",
    "{name}",
    "{0}",
    "{number.__class__}",
    "{{}}",
    "{",
    "}",
    "%s%n%(x)s",
    "${7*7}",
    "{{7*7}}",
    "*tebal* _miring_ `kode` [tautan](http://x.example)",
    "||rahasia||",
    "> kutipan",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+62",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    "'; DROP TABLE ticket; --",
    '" OR 1=1 --',
    "\\'; \\x00",
    "NULL",
    "None",
    "true",
    "../../etc/passwd",
    "C:\\Windows\\con",
    "file:///etc/passwd",
    "http://169.254.169.254/",
    "baris\n2026-11-20 09:00:00 INFO    loket Tiket disetujui",
    "a\r\nb",
    "a\x0bb\x0cc",
    "a\x85b",
    "a\u2028b",
    "a\u2029b",
    "\x1b[31mmerah\x1b[0m",
    "\x07\x08\x7f",
    "\x00",
    "a\x00b",
    "\u202eIJUTESID",
    "\u202d\u202c",
    "\u2066x\u2069",
    "\u200e\u200f\u061c",
    "\u200b\u200c\u200d\ufeff",
    "\u2060\u2061\u00ad",
    "\ufff9a\ufffab\ufffb",
    "\ue000\uf8ff",
    "\U000e0041\U000e007f",
    "\ud800",
    "\udfff x",
    *INVISIBLE_LETTERS,
    f"Admin{INVISIBLE_LETTERS}LKPP",
    "Z̶̡̛a̸̢͝l̷̛͜g̵̨͠o̸̧͘" * 9,
    "\u0301" * 60,
    "🙂" * 200,
    "👨‍👩‍👧‍👦",
    "🇮🇩",
    "❤️",
    "\U0001f468\u200d\U0001f4bb",
    "العربية עברית",
    "ＤＩＳＥＴＵＪＵＩ",
    "Аdmin (kiril)",
    "a" * 5_000,
    "<" * 4_000,
    "&" * 4_000,
    "\n" * 300,
    " " * 50,
    "",
    ".",
    "-",
    "0",
    "/start",
    "/tolak x",
    "BJM-2026-000001-L",
    "@admin_lkpp",
    "t.me/loket_bot?start=inv_x",
    "https://x.example/?a=1&b=<2>",
    "javascript:alert(1)",
    "menu",
    "batal",
    "Ya",
    "ß ŉ ǰ ΐ",
    "ﷺ" * 30,
    "\u0130\u0131",
)


def strings(dice, many):
    """Return the written strings, and joined and cut ones of them up to `many`."""
    found = list(WRITTEN)
    while len(found) < many:
        one, other = dice.choice(WRITTEN), dice.choice(WRITTEN)
        at = dice.randrange(len(one) + 1)
        found.append((one[:at] + other + one[at:])[:6_000])
    return found[:many]


def hidden(text):
    """Return what in a shown text is not seen, or turns its order round."""
    return [
        sign
        for sign in text
        if (unicodedata.category(sign)[0] == "C" and sign not in "\n")
        or sign in INVISIBLE_LETTERS
        or sign in "\u2028\u2029"
    ]
