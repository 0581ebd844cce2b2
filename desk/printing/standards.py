"""Published papers: the whole standard of a service, and the pledge of an office."""

from desk.desk import Desk
from desk.printing.pen import Pen, fields, title
from flows.printout import DOTS, Block, BlockKind, Printout
from flows.say import Say
from flows.standard import DELIVERY_COMPONENTS, INTERNAL_COMPONENTS, Standard
from flows.words import Language
from standards.offices import Office
from standards.service_pledge import ServicePledge

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
        rows.append((pen.say("printing.valid_from"), pen.day(standard.valid_from)))
    return rows


def _component(standard: Standard, name: str, nth: int, pen: Pen) -> list[Block]:
    part = standard.components[name]
    head = Block(BlockKind.HEADING, f"{nth}. {pen.words(Say(f'component.{name}'))}")
    if part.absent:
        return [head, Block(BlockKind.NOTE, pen.words(part.text))]
    blocks = [head, Block(BlockKind.PARAGRAPH, pen.words(part.text))]
    if part.article:
        blocks.append(pen.note("printing.cited", article=part.article))
    return blocks


def pledge_printout(
    desk: Desk, office: Office, pledge: ServicePledge, language: Language
) -> Printout:
    """Return the pledge (Perwali 67/2018 art. 7): statements, the place to sign, the day."""
    pen = Pen(desk.books.texts, language)
    lines = [f"{'abcdefgh'[nth]}. {pen.words(one)}" for nth, one in enumerate(pledge.statements)]
    day = pen.say("printing.place_and_date")
    if pledge.signed is not None:
        day = pen.day(pledge.signed)
    role = pen.words(office.roles[pledge.signer].title)
    blocks = [
        title(pen.say("printing.pledge"), pen.words(office.name), pen.words(office.unit)),
        Block(BlockKind.PARAGRAPH, pen.say("printing.pledge_holds")),
        Block(BlockKind.PARAGRAPH, "\n".join(lines)),
        Block(BlockKind.SIGNATURES, rows=((day, f"{role},", DOTS, "", ""),)),
    ]
    source = pen.source(pledge.source, "")
    foot = pen.say("printing.foot_standard", source=source)
    return pen.printout(pen.say("printing.pledge"), blocks, foot)
