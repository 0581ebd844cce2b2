"""The ways to the end of records: commands and buttons."""

from collections.abc import Callable, Mapping

from desk.retention import holds, lists
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {
    "pemusnahan": lists.command,
    "tahan": holds.command,
}

PRESSES: Mapping[str, WithWords] = {
    "destroy_of": lists.dry_run,
    "destroy_make": lists.make,
    "destroy_list": lists.show,
    "destroy_agree": lists.agree,
    "destroy_yes": lists.destroy,
    "destroy_drop": lists.drop,
    "destroy_record": lists.give_record,
    "hold_agree": holds.agree,
    "hold_lift": holds.lift,
}
