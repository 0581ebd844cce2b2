"""The ways to what officers record for others: commands and buttons."""

from collections.abc import Callable, Mapping

from desk.filing import linking, orders
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {"catat": orders.command, "tautan": linking.command}

PRESSES: Mapping[str, WithWords] = {
    "filing": orders.ask_channel,
    "filing_by": orders.by_channel,
    "filing_on": orders.go_on,
    "link": linking.ask,
    "link_make": linking.make,
}
