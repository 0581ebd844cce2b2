"""Checks a service that has been read: does everything in it fit together?"""

from collections.abc import Mapping

from flows.pauses import EXEMPT
from flows.standard import APPLICANT, Clock, ClockKind, ClockStart, Standard
from standards.check_chain import check_chain
from standards.check_forms import check_forms
from standards.check_intake import check_intake
from standards.offices import Office
from standards.problems import Findings, Located, one_of

WORKING = frozenset({ClockKind.WORKING_MINUTES, ClockKind.WORKING_DAYS})


def check_service(
    standard: Standard, offices: Mapping[str, Office], where: Located, findings: Findings
) -> None:
    """Note every contradiction inside a service, and between it and the offices.

    What could not even be read is a problem already: sections hurt by that are not checked again.
    """
    office = offices.get(standard.office)
    if office is None:
        what = f"no office is called `{standard.office}`"
        findings.add(where, ("office",), what, one_of(offices))
    if not findings.touches(where, "ask"):
        check_intake(standard, where, findings)
        check_forms(standard, where, findings)
    if office is not None and not findings.touches(where, "step"):
        check_chain(standard, offices, where, findings)
        _check_clocks(standard, offices, where, findings)
        _check_procedure(standard, offices, where, findings)


def _check_clocks(
    standard: Standard, offices: Mapping[str, Office], where: Located, findings: Findings
) -> None:
    steps = {step.id for step in standard.steps}
    for clock in standard.clocks:
        path = ("clock", clock.id)
        if clock.id in steps:
            what = f"`{clock.id}` is the name of a step, whose own clock has it"
            findings.add(where, (*path, "id"), what, "Give the clock another id.")
        if clock.start is ClockStart.RECEIVED:
            what = "only a step's own clock starts when a file is received"
            remedy = "Start it at submitted or complete, or move it into its [[step]]."
            findings.add(where, (*path, "start"), what, remedy)
        if clock.start is ClockStart.COMPLETE and not _declares(standard):
            what = "this clock starts when the file is complete, but no step declares that"
            remedy = "Write declares_complete = true in the step that checks completeness."
            findings.add(where, (*path, "start"), what, remedy)
        if clock.kind in WORKING and not _has_hours(offices[standard.office]):
            _no_hours(where, findings, (*path, "kind"), standard.office)
        _check_exempt(clock, path, where, findings)
    for step in standard.steps:
        office = offices.get(step.office or standard.office)
        clock_kind = step.clock.kind if step.clock is not None else None
        if office is not None and clock_kind in WORKING and not _has_hours(office):
            _no_hours(where, findings, ("step", step.id, "clock", "kind"), office.id)
        if step.clock is not None:
            _check_exempt(step.clock, ("step", step.id, "clock"), where, findings)


def _check_exempt(clock: Clock, path: tuple[str, ...], where: Located, findings: Findings) -> None:
    for reason in clock.exempt:
        if reason not in EXEMPT:
            what = f"`{reason}` is no reason for which a clock may stand still"
            findings.add(where, (*path, "exempt"), what, one_of(EXEMPT))


def _declares(standard: Standard) -> bool:
    return any(step.declares_complete for step in standard.steps)


def _has_hours(office: Office) -> bool:
    return any(day.windows for day in office.hours.values())


def _no_hours(where: Located, findings: Findings, path: tuple[str, ...], office: str) -> None:
    what = f"this clock counts working time, but `{office}` has no hours"
    findings.add(where, path, what, f"Give [office.{office}.hours] in offices.toml.")


def _check_procedure(
    standard: Standard, offices: Mapping[str, Office], where: Located, findings: Findings
) -> None:
    steps = {step.id for step in standard.steps}
    roles = {APPLICANT}.union(*(office.roles for office in offices.values()))
    for number, line in enumerate(standard.procedure, 1):
        path = ("procedure", f"#{number}")
        if line.step is not None and line.step not in steps:
            what = f"there is no step `{line.step}`"
            findings.add(where, (*path, "step"), what, one_of(steps))
        if line.actor not in roles:
            what = f"no office has a role `{line.actor}`"
            findings.add(where, (*path, "actor"), what, one_of(roles))
