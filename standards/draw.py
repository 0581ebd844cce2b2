"""Draws the chain of a service as a Mermaid flow chart."""

from collections.abc import Iterator

from flows.standard import Action, Standard, Step
from flows.words import Language, Words
from standards.catalogue import Catalogue
from standards.show import role_title

_BEGIN = Words("Permohonan dikirim", "Submitted")
_DONE = Words("Selesai", "Done")
_REJECTED = Words("Ditolak", "Rejected")
_TO_APPLICANT = Words("dikembalikan ke pemohon untuk dilengkapi", "returned to the applicant")
_ASKED = Words("minta data kepada pemohon", "asks the applicant for data")


def chain_chart(catalogue: Catalogue, service_id: str, language: Language = Language.ID) -> str:
    """Return Mermaid text: a box per step, solid arrows onward, dotted ones by the applicant.

    KeyError if there is no service of this id.
    """
    standard = catalogue.service(service_id)
    lines = ["flowchart TD"]
    lines.append(f"    begin_([{_quoted(_BEGIN.in_(language))}]) --> {standard.steps[0].id}")
    for step in standard.steps:
        lines.append(f"    {step.id}[{_quoted(_box(catalogue, standard, step, language))}]")
        lines.extend(f"    {arrow}" for arrow in _arrows(step, language))
    lines.append(f"    done_([{_quoted(_DONE.in_(language))}])")
    if any(Action.REJECT in step.may for step in standard.steps):
        lines.append(f"    rejected_([{_quoted(_REJECTED.in_(language))}])")
    return "\n".join(lines)


def chart_page(catalogue: Catalogue, service_id: str) -> str:
    """Return the Markdown page with the chart of a service (`docs/chains/<service>.md`)."""
    standard = catalogue.service(service_id)
    head = f"# {standard.title.id}\n\n`{service_id}` · {standard.source.document}\n"
    return f"{head}\n```mermaid\n{chain_chart(catalogue, service_id)}\n```\n"


def _box(catalogue: Catalogue, standard: Standard, step: Step, language: Language) -> str:
    parts = [step.title.in_(language), role_title(catalogue, standard, step).in_(language)]
    if step.clock is not None:
        parts.append(step.clock.told.in_(language))
    return "<br/>".join(parts)


def _arrows(step: Step, language: Language) -> Iterator[str]:
    """A node name of ours ends in `_`, so that it never meets a step's id."""
    for action, targets in step.may.items():
        words = step.labels.get(action)
        label = words.in_(language) if words is not None else action.value
        if action is Action.RETURN:
            for target in targets or (step.id,):
                yield f"{step.id} -. {_quoted(_TO_APPLICANT.in_(language))} .-> {target}"
        elif action is Action.ASK:
            yield f"{step.id} -. {_quoted(_ASKED.in_(language))} .-> {step.id}"
        elif action is Action.REJECT:
            yield f"{step.id} -- {_quoted(label)} --> rejected_"
        elif action is Action.CONFIRM or (action is Action.FINISH and not targets):
            yield f"{step.id} -- {_quoted(label)} --> done_"
        else:
            for target in targets:
                yield f"{step.id} -- {_quoted(label)} --> {target}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
