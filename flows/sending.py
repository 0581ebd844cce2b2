"""A message ready for Telegram: rendered, addressed, and free of any library."""

from dataclasses import dataclass
from enum import StrEnum

from flows.printout import Printout
from flows.report import ReportOrder


class Method(StrEnum):
    """How a sending reaches the chat."""

    MESSAGE = "message"
    EDIT = "edit"
    DOCUMENT = "document"
    DELETE = "delete"
    LEAVE = "leave"
    TOAST = "toast"


@dataclass(frozen=True, slots=True)
class Key:
    """A rendered inline button: exactly one of `data`, `url`, `copy` is set."""

    label: str
    data: str = ""
    url: str = ""
    copy: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """One message to one chat.

    `text` is Telegram HTML made by `texts/`; `message_id` is the message to edit or delete;
    `document` is an id of the document store, sent as a file named `file_name`; a `printout` is
    made into a PDF when it is sent, and kept nowhere else; so is a `report`, text or document. A
    sending with a `slot` wants its message id noted in the conversation, so that it can be edited
    later.
    """

    chat_id: int
    method: Method
    text: str = ""
    keyboard: tuple[tuple[Key, ...], ...] = ()
    message_id: int = 0
    document: str = ""
    file_name: str = ""
    protect: bool = False
    ticket_id: int = 0
    slot: str = ""
    printout: Printout | None = None
    report: ReportOrder | None = None
