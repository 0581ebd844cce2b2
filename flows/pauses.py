"""Why a clock stands still: the coded reasons, and how a declared incident is written as one."""

from enum import StrEnum


class Pausing(StrEnum):
    """The reasons that are not an incident.

    The first two come of a ticket's moves. The others are the exempt reasons of the sources, which
    a clock must name (`Clock.exempt`): LKPP standard of SPSE support, walk-in service, procedure
    6; Perwali 67/2018 annex 1, 1.b.6 ("koordinasi dengan instansi terkait").
    """

    APPLICANT = "applicant"
    OTHER_OFFICE = "other_office"
    NEEDS_FOLLOW_UP = "needs_follow_up"
    FURTHER_DEVELOPMENT = "further_development"
    INFRASTRUCTURE = "infrastructure"
    NETWORK = "network"
    COORDINATION = "coordination"


EXEMPT = frozenset(Pausing) - {Pausing.APPLICANT, Pausing.OTHER_OFFICE}
"""The reasons an officer may give, where the clock's standard names them."""


class IncidentReason(StrEnum):
    """What is not as usual: the "kondisi normal" of the standards does not hold."""

    POWER = "power"
    INTERNET = "internet"
    APPLICATION = "application"
    OFFICIAL_ABSENT = "official_absent"


def incident_code(reason: IncidentReason, number: int) -> str:
    """Return the reason of a pause that a declared incident makes."""
    return f"incident:{reason.value}:{number}"


def incident_of(code: str) -> tuple[IncidentReason, int] | None:
    """Return reason and number of the incident that made a pause, None for any other pause."""
    if not code.startswith("incident:"):
        return None
    _, reason, number = code.split(":")
    return IncidentReason(reason), int(number)
