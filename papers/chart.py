"""Charts as pictures for a phone, painted in a child process, so that the bot's stays small."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from flows.grid import Chart

SECONDS: Final = 30
"""How long a picture may take; it takes about half a second."""
_HOME: Final = Path(__file__).resolve().parent.parent


class NotPaintedError(Exception):
    """The child process ended without a picture."""


def chart_png(chart: Chart) -> bytes:
    """Return the chart as PNG; blocks for the time of a process: call it in a thread.

    Raises NotPaintedError.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-s", "-m", "papers.paint"],
            input=json.dumps(asdict(chart)).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            env={},
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NotPaintedError(type(error).__name__) from error
    return child.stdout
