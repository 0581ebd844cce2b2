"""The ways to the daily work: its commands, its buttons, and the questions it has open."""

from collections.abc import Callable, Mapping

from desk.counter import doors as counter
from desk.daily import bulk, problems, reply, search
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {
    "cari": search.command,
    "massal": bulk.command,
    "masalah": problems.command,
}

PRESSES: Mapping[str, WithWords] = {
    "found_more": search.more,
    "bulk_go": bulk.go,
    "problem": problems.show,
}

STEPS: Mapping[str, WithWords] = {
    **counter.STEPS,
    reply.STEP: reply.said,
}
"""What a typed text answers, by the beginning of the conversation's step."""
