"""The version of a service: the SHA-256 of its canonical content."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date


def content_of(data: Mapping[str, object]) -> str:
    """Return the canonical JSON of a service's table: sorted keys, no spaces, ISO dates.

    The switch `on` is left out: to switch a service off and on again changes no promise.
    """
    kept = {key: value for key, value in data.items() if key != "on"}
    return json.dumps(
        kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_as_text
    )


def version_of(content: str) -> str:
    """Return the version of canonical content, 64 hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a standard cannot hold {type(value).__name__}")
