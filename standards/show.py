"""What `loket standards check` and `show` print: the problems, the list, one whole standard."""

from collections.abc import Iterator, Sequence

from flows.standard import APPLICANT, DESK_OFFICE, Ask, AskKind, Standard, Step
from flows.words import Language, Words
from standards.catalogue import Catalogue
from standards.problems import Problem, Severity

COMPONENT_TITLES = {
    "requirements": Words("Persyaratan", "Requirements"),
    "procedure": Words("Sistem, mekanisme dan prosedur", "System, mechanism and procedure"),
    "time_standard": Words("Jangka waktu pelayanan", "Time standard"),
    "fee": Words("Biaya/tarif", "Fee"),
    "product": Words("Produk pelayanan", "Product"),
    "complaints": Words(
        "Penanganan pengaduan, saran dan masukan", "Complaints, suggestions and input"
    ),
    "legal_basis": Words("Dasar hukum", "Legal basis"),
    "facilities": Words("Sarana, prasarana dan/atau fasilitas", "Facilities"),
    "officer_competence": Words("Kompetensi pelaksana", "Competence of officers"),
    "internal_oversight": Words("Pengawasan internal", "Internal oversight"),
    "officer_count": Words("Jumlah pelaksana", "Number of officers"),
    "service_guarantee": Words("Jaminan pelayanan", "Service guarantee"),
    "safety_guarantee": Words(
        "Jaminan keamanan dan keselamatan pelayanan", "Guarantee of security and safety"
    ),
    "performance_evaluation": Words("Evaluasi kinerja pelaksana", "Evaluation of performance"),
}
"""The names of the 14 components, as Perwali 67/2018 art. 5(1) has them."""

_HEADINGS = {
    "asks": Words("Yang ditanyakan", "What is asked"),
    "chain": Words("Alur", "Chain"),
    "forms": Words("Formulir", "Forms"),
    "applicant": Words("Pemohon", "Applicant"),
    "desk": Words("LPSE pemohon", "the applicant's LPSE"),
}


def problem_report(problems: Sequence[Problem]) -> str:
    """Return the problems for a terminal: place, what is wrong, remedy."""
    count = f"{len(problems)} problem" + ("" if len(problems) == 1 else "s")
    return "\n".join([*_blocks(problems), f"{count}. Nothing starts until they are solved."])


def warning_report(warnings: Sequence[Problem]) -> str:
    """Return what is only unusual for a terminal; "" when there is nothing."""
    if not warnings:
        return ""
    count = f"{len(warnings)} warning" + ("" if len(warnings) == 1 else "s")
    return "\n".join([*_blocks(warnings), f"{count}. They stop nothing."])


def _blocks(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        mark = "warning: " if problem.severity is Severity.WARNING else ""
        yield (
            f"{problem.file}:{problem.line}: {problem.key}\n"
            f"    {mark}{problem.what}\n"
            f"    -> {problem.remedy}"
        )


def service_list(catalogue: Catalogue) -> str:
    """Return one line per service: id, version, switch, title."""
    lines = []
    for office in catalogue.offices.values():
        mine = [one for one in catalogue.services.values() if one.office == office.id]
        lines.append(f"{office.id} ({office.code}, {office.zone}): {len(mine)}")
        lines.extend(
            f"  {one.id:<26}{one.version[:8]}  {'on ' if one.on else 'off'}  {one.title.id}"
            for one in mine
        )
    return "\n".join([*lines, f"{len(catalogue.services)} services, no problems."])


def service_sheet(catalogue: Catalogue, service_id: str, language: Language = Language.ID) -> str:
    """Return one standard in full, for reading; KeyError if there is none of this id."""
    standard = catalogue.service(service_id)
    parts = [
        _head(standard, language),
        *_components(standard, language),
        *_remarks(standard, language),
        _asks(standard, language),
        _chain(catalogue, standard, language),
    ]
    if standard.forms:
        forms = (
            f"- {one.title.in_(language)}: {one.where.in_(language)}" for one in standard.forms
        )
        parts.append("\n".join([f"## {_HEADINGS['forms'].in_(language)}", *forms]))
    return "\n\n".join(parts)


def role_title(catalogue: Catalogue, standard: Standard, step: Step) -> Words:
    """Return what the holder of a step is called in his office."""
    if step.role == APPLICANT:
        return _HEADINGS["applicant"]
    if step.office == DESK_OFFICE:
        desks = (office for office in catalogue.offices.values() if office.parent)
        title = next(desks).roles[step.role].title
        desk = _HEADINGS["desk"]
        return Words(f"{title.id}, {desk.id}", f"{title.en}, {desk.en}")
    return catalogue.office(step.office or standard.office).roles[step.role].title


def _head(standard: Standard, language: Language) -> str:
    source = standard.source
    return "\n".join(
        [
            f"# {standard.title.in_(language)}",
            f"{standard.id} · {standard.office} · {standard.version[:12]}",
            f"{source.document}, {source.article}",
            standard.who.in_(language),
        ]
    )


def _components(standard: Standard, language: Language) -> Iterator[str]:
    for number, (name, component) in enumerate(standard.components.items(), 1):
        article = f" ({component.article})" if component.article else ""
        title = COMPONENT_TITLES[name].in_(language)
        yield f"## {number}. {title}{article}\n{component.text.in_(language)}"


def _remarks(standard: Standard, language: Language) -> Iterator[str]:
    for remark in standard.remarks:
        yield f"## {remark.title.in_(language)}\n{remark.text.in_(language)}"


def _asks(standard: Standard, language: Language) -> str:
    lines = [f"## {_HEADINGS['asks'].in_(language)}"]
    lines.extend(
        f"{number}. {ask.title.in_(language)}{_details(ask, language)}"
        for number, ask in enumerate(standard.asks, 1)
    )
    return "\n".join(lines)


def _details(ask: Ask, language: Language) -> str:
    marks = [ask.check] if ask.check else []
    choices = ask.options or ask.any_of
    if choices:
        marks.append(" | ".join(option.title.in_(language) for option in choices))
    if ask.kind is AskKind.DOCUMENT:
        marks.append(ask.form.value)
    if ask.in_force:
        marks.append("in_force")
    if ask.by_law:
        marks.append("by_law")
    if ask.same_as:
        marks.append(f"same as {ask.same_as}")
    if ask.differs_from:
        marks.append(f"differs from {ask.differs_from}")
    if ask.optional:
        marks.append("optional")
    if ask.at:
        marks.append(f"at {ask.at}{', repeat' if ask.repeat else ''}")
    for item, wanted in ask.when.items():
        marks.append(f"when {item} = {' / '.join(sorted(wanted))}")
    return f" [{'; '.join(marks)}]" if marks else ""


def _chain(catalogue: Catalogue, standard: Standard, language: Language) -> str:
    lines = [f"## {_HEADINGS['chain'].in_(language)}"]
    for number, step in enumerate(standard.steps, 1):
        role = role_title(catalogue, standard, step).in_(language)
        told = f" · {step.clock.told.in_(language)}" if step.clock is not None else ""
        actions = ", ".join(
            action.value + (f" -> {' / '.join(targets)}" if targets else "")
            for action, targets in step.may.items()
        )
        lines.append(f"{number}. {step.title.in_(language)} ({step.id}, {step.state.value})")
        lines.append(f"   {role}{told}\n   {actions}")
    lines.extend(f"{clock.id}: {clock.told.in_(language)}" for clock in standard.clocks)
    return "\n".join(lines)
