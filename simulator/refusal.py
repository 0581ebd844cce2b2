"""What Telegram says when it does not do what a bot asked for."""

from dataclasses import dataclass
from functools import partial

Json = dict[str, object]
"""One JSON object whose values are looked at before they are used."""


@dataclass(eq=False, slots=True)
class Refusal(Exception):
    """An answer with `ok: false`; `code` is also the HTTP status. Waits are seconds."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to: int | None = None

    def answer(self) -> Json:
        """Return the body that Telegram would answer (Bot API, "Making requests")."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        parameters: Json = {}
        if self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
        if self.migrate_to is not None:
            parameters["migrate_to_chat_id"] = self.migrate_to
        if parameters:
            body["parameters"] = parameters
        return body


def bad_request(reason: str) -> Refusal:
    """Return the 400 with Telegram's prefix."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """Return the 403 with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """Return the 409 with Telegram's prefix."""
    return Refusal(409, f"Conflict: {reason}")


def too_many(seconds: int) -> Refusal:
    """Return the 429 that names the wait in seconds."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


unauthorized = partial(Refusal, 401, "Unauthorized")
no_method = partial(Refusal, 404, "Not Found: method not found")
chat_not_found = partial(bad_request, "chat not found")
blocked = partial(forbidden, "bot was blocked by the user")
not_started = partial(forbidden, "bot can't initiate conversation with a user")
left = partial(forbidden, "bot is not a member of the group chat")
old_query = partial(
    bad_request, "query is too old and response timeout expired or query ID is invalid"
)
not_modified = partial(
    bad_request,
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message",
)
other_poller = partial(
    conflict,
    "terminated by other getUpdates request; make sure that only one bot instance is running",
)
webhook_set = partial(
    conflict,
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first",
)
webhook_came = partial(conflict, "terminated by setWebhook request")
