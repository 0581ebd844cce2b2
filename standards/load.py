"""Loads the catalogue: reads the TOML files, lays the overlay over, refuses what is faulty."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from flows.standard import Standard
from standards.catalogue import Catalogue
from standards.check import check_service
from standards.check_hours import check_hours
from standards.document import Document, Sheet, lay_over, read_sheet
from standards.family import SHARED, each_service
from standards.forms import read_shared, with_shared
from standards.hours import Exceptions, Week, read_exceptions
from standards.laws import Law, check_laws, read_laws
from standards.offices import Office, read_offices
from standards.problems import Findings, KeyPath, Located, Problem, StandardsError
from standards.reminders import Reminders, read_reminders
from standards.replies import CannedReply, read_replies
from standards.retention import Retention, read_retention
from standards.service import read_service
from standards.table import Table
from standards.version import content_of, version_of

BUILT_IN = Path(__file__).parent
OFFICES = "offices.toml"
HOLIDAYS = "holidays.toml"
REMINDERS = "reminders.toml"
FORMS = "forms.toml"
LAWS = "laws.toml"
REPLIES = "replies.toml"
RETENTION = "retention.toml"
OVERLAY = "$LOKET_STANDARDS"
"""How a file of the overlay folder is shown in a problem."""


def load_catalogue(
    overlay: Path | None = None, offices: frozenset[str] | None = None, root: Path = BUILT_IN
) -> Catalogue:
    """Load and check everything; StandardsError holds all problems of all files.

    `overlay` is a folder of the same shape whose keys are laid over those of `root`; of the
    services only those of `offices` are kept (None: of every office).
    """
    findings = Findings()
    documents = _documents(root, overlay, findings)
    places = documents.pop(OFFICES, None), documents.pop(HOLIDAYS, None)
    reminders = _read_reminders(documents.pop(REMINDERS, None), findings)
    laws = _read_laws(documents.pop(LAWS, None), findings)
    canned = documents.pop(REPLIES, None)
    retention = _read_retention(documents.pop(RETENTION, None), findings)
    shared = read_shared(documents.pop(FORMS, None), findings)
    known, weeks = _read_offices(places[0], findings)
    exceptions = _read_holidays(places[1], weeks, known, findings)
    check_hours(places, weeks, known, exceptions, findings)
    served = frozenset(known) if offices is None else offices
    for office in sorted(served - frozenset(known)):
        remedy = f"Known offices: {', '.join(sorted(known))}."
        findings.add_problem(Problem("$LOKET_OFFICES", 0, office, "no such office", remedy))
    services: dict[str, Standard] = {}
    contents: dict[str, str] = {}
    read: dict[str, tuple[Standard, Located]] = {}
    for own in each_service(documents.values(), findings):
        document = with_shared(own, shared, findings)
        content = content_of(document.data)
        standard = _read_service(document, content, known, findings)
        if standard.id in services:
            findings.add(document, ("id",), f"`{standard.id}` exists already", "Choose another.")
        read[standard.id] = (standard, document)
        if standard.office in served:
            services[standard.id] = standard
            contents[standard.id] = content
    replies = _read_replies(canned, read, findings)
    problems = findings.problems()
    if problems:
        raise StandardsError(problems)
    check_laws(read, laws, findings)
    warnings = findings.warnings()
    return Catalogue(
        services,
        known,
        served,
        contents,
        exceptions,
        reminders,
        weeks,
        laws,
        warnings,
        replies,
        retention,
    )


def find_problems(overlay: Path | None = None, root: Path = BUILT_IN) -> tuple[Problem, ...]:
    """Return everything that is wrong with the standards; empty when they can be used."""
    try:
        load_catalogue(overlay, root=root)
    except StandardsError as error:
        return error.problems
    return ()


def read_content(content: str) -> Standard:
    """Make a standard again from its stored canonical content, as `Catalogue.contents` gives it.

    StandardsError: the content is not that of a service.
    """
    findings = Findings()
    document = Document("stored version", (Sheet("stored version", "", {}),), json.loads(content))
    standard = read_service(Table(document.data, (), document, findings), version_of(content))
    problems = findings.problems()
    if problems:
        raise StandardsError(problems)
    return standard


def _documents(root: Path, overlay: Path | None, findings: Findings) -> dict[str, Document]:
    """Read all files; where the overlay has the same file, its keys are laid over."""
    documents: dict[str, Document] = {}
    folders = [(root, "standards")]
    if overlay is not None:
        folders.append((overlay, OVERLAY))
    for folder, shown in folders:
        for path in _files(folder, shown, findings):
            name = path.relative_to(folder).as_posix()
            sheet = read_sheet(f"{shown}/{name}", path.read_text("utf-8"), findings)
            if sheet is not None:
                documents[name] = _laid(documents.get(name), name, sheet)
    return documents


def _files(folder: Path, shown: str, findings: Findings) -> Iterator[Path]:
    if not folder.is_dir():
        findings.add_problem(Problem(shown, 0, "", f"no such folder: {folder}", "Correct it."))
    yield from sorted(folder.glob("*.toml"))
    yield from sorted(folder.glob("*/*.toml"))


def _laid(base: Document | None, name: str, sheet: Sheet) -> Document:
    if base is None:
        return Document(name, (sheet,), sheet.data)
    data = lay_over(base.data, sheet.data)
    assert isinstance(data, Mapping)
    return Document(name, (*base.sheets, sheet), data)


def _read_offices(
    document: Document | None, findings: Findings
) -> tuple[Mapping[str, Office], Mapping[str, Week]]:
    if document is None:
        findings.add_problem(Problem(OFFICES, 0, "", "the file is missing", "Add it."))
        return {}, {}
    return read_offices(Table(document.data, (), document, findings))


def _read_holidays(
    document: Document | None,
    weeks: Mapping[str, Week],
    offices: Mapping[str, Office],
    findings: Findings,
) -> Exceptions:
    if document is None:
        return Exceptions()
    return read_exceptions(Table(document.data, (), document, findings), weeks, frozenset(offices))


def _read_reminders(document: Document | None, findings: Findings) -> Reminders:
    if document is None:
        findings.add_problem(Problem(REMINDERS, 0, "", "the file is missing", "Add it."))
        document = Document(REMINDERS, (Sheet(REMINDERS, "", {}),), {})
        findings = Findings()
    return read_reminders(Table(document.data, (), document, findings))


def _read_laws(document: Document | None, findings: Findings) -> tuple[Law, ...]:
    """A folder without laws.toml knows of no changed law."""
    if document is None:
        return ()
    return read_laws(Table(document.data, (), document, findings))


def _read_replies(
    document: Document | None, services: Collection[str], findings: Findings
) -> tuple[CannedReply, ...]:
    """A folder without replies.toml has none to offer."""
    if document is None:
        return ()
    return read_replies(Table(document.data, (), document, findings), services)


def _read_retention(document: Document | None, findings: Findings) -> Retention:
    """A folder without retention.toml proposes nothing for destruction."""
    if document is None:
        return Retention()
    return read_retention(Table(document.data, (), document, findings))


def _read_service(
    document: Document, content: str, offices: Mapping[str, Office], findings: Findings
) -> Standard:
    standard = read_service(Table(document.data, (), document, findings), version_of(content))
    _check_place(document, standard, findings)
    if offices:
        check_service(standard, offices, document, findings)
    return standard


def _check_place(document: Document, standard: Standard, findings: Findings) -> None:
    """A service stands in the folder of its office, in a file of its own name."""
    own = standard.family or standard.id
    wanted = f"{SHARED if standard.family else standard.office}/{own}.toml"
    if document.name == wanted or not (standard.office and standard.id):
        return
    folder, _, stem = document.name.removesuffix(".toml").rpartition("/")
    path: KeyPath = ("id",) if stem != own else ("office",)
    what = f"this service belongs into {wanted}, not into {document.name}"
    findings.add(document, path, what, f'Rename the file, or write "{stem or folder}" here.')
