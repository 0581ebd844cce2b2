"""Makes the name a sender gave a file fit to be shown and to be saved by a member of staff."""

import re
import unicodedata

from flows.seen import is_seen

LONGEST = 80
"""Characters of a name, its extension included."""

_UNNAMED = "dokumen"
# Dropped from the end, so that "surat.pdf.exe" is shown as what it is: a PDF called "surat".
_EXTENSION = re.compile(
    r"\.\s*(?:pdf|jpe?g?|jfif|png|gif|bmp|webp|hei[cf]|tiff?|svg|html?|mht|hta|js|vbs|wsf|docx?|docm|"
    r"xls[xm]?|pptx?|rtf|odt|zip|rar|7z|exe|com|scr|bat|cmd|msi|lnk|ps1|apk|jar|php)\Z",
    re.IGNORECASE,
)
# Windows refuses these signs, and these names whatever their extension.
_SIGNS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def safe_name(name: str, extension: str) -> str:
    """Return a name of at most 80 characters that ends in the detected `extension` (without dot).

    Path parts, control, format (bidi and zero-width), surrogate, private and unassigned
    characters are dropped; never empty. For showing only: stored files are named by their hash.
    """
    plain = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(_seen(letter) for letter in plain).translate(_SIGNS)
    stem = _without_extensions(" ".join(unicodedata.normalize("NFC", plain).split()))
    stem = stem[: LONGEST - len(extension) - 1].strip(" .") or _UNNAMED
    if stem.partition(".")[0].strip().lower() in _DEVICES:
        stem = f"_{stem}"[: LONGEST - len(extension) - 1]
    return f"{stem}.{extension}"


def _seen(letter: str) -> str:
    """Return the character, a blank for any kind of blank or line end, or nothing."""
    kind = unicodedata.category(letter)
    if kind.startswith("Z") or letter in "\t\n\r":
        return " "
    return letter if is_seen(letter) else ""


def _without_extensions(name: str) -> str:
    stem = name.rstrip(" .")
    while found := _EXTENSION.search(stem):
        stem = stem[: found.start()].rstrip(" .")
    return stem.lstrip(" .")
