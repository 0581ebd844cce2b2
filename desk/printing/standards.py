"""The whole standard of a service on paper: fourteen components, articles, version, date."""

from desk.desk import Desk
from desk.printing.pen import Pen, fields, title
from flows.printout import Block, BlockKind, Printout
from flows.standard import DELIVERY_COMPONENTS, INTERNAL_COMPONENTS, Standard
from flows.words import Language
from standards.show import COMPONENT_TITLES

_SHOWN_OF_VERSION = 12


def standard_printout(desk: Desk, standard: Standard, language: Language) -> Printout:
    """Return the standard as its source prints it (Perwali 67/2018 art. 5: 6 and 8 components)."""
    pen = Pen(desk.books.texts, language)
    office = desk.books.catalogue.office(standard.office)
    blocks = [
        title(pen.say("printing.standard"), pen.words(standard.title), pen.words(office.name)),
        fields(*_head(standard, pen)),
        pen.heading("printing.delivery"),
    ]
    for nth, name in enumerate(DELIVERY_COMPONENTS, 1):
        blocks += _component(standard, name, nth, pen)
    blocks.append(pen.heading("printing.internal"))
    for nth, name in enumerate(INTERNAL_COMPONENTS, len(DELIVERY_COMPONENTS) + 1):
        blocks += _component(standard, name, nth, pen)
    for remark in standard.remarks:
        blocks.append(Block(BlockKind.HEADING, pen.words(remark.title)))
        blocks.append(Block(BlockKind.PARAGRAPH, pen.words(remark.text)))
        if remark.article:
            blocks.append(pen.note("printing.cited", article=remark.article))
    foot = pen.say("printing.foot_standard", source=pen.source(standard.source, ""))
    return pen.printout(pen.words(standard.title), blocks, foot)


def _head(standard: Standard, pen: Pen) -> list[tuple[str, str]]:
    rows = [
        (pen.say("printing.who"), pen.words(standard.who)),
        (pen.say("printing.source"), pen.source(standard.source, "")),
        (pen.say("printing.version"), standard.version[:_SHOWN_OF_VERSION]),
    ]
    if standard.valid_from is not None:
        day = standard.valid_from
        texts = pen.texts.sentences[pen.language]
        month = texts["date.months"].split()[day.month - 1]
        rows.append((pen.say("printing.valid_from"), f"{day.day} {month} {day.year}"))
    return rows


def _component(standard: Standard, name: str, nth: int, pen: Pen) -> list[Block]:
    part = standard.components[name]
    head = Block(BlockKind.HEADING, f"{nth}. {pen.words(COMPONENT_TITLES[name])}")
    if part.absent:
        return [head, Block(BlockKind.NOTE, pen.words(part.text))]
    blocks = [head, Block(BlockKind.PARAGRAPH, pen.words(part.text))]
    if part.article:
        blocks.append(pen.note("printing.cited", article=part.article))
    return blocks
