"""The ways in which the bot gets its updates: getUpdates and webhooks."""

import asyncio
import re
from dataclasses import asdict, dataclass

from simulator.call import Call
from simulator.refusal import Json, Refusal, bad_request, other_poller, webhook_came, webhook_set
from simulator.world import World

LONGEST = 50
MOST = 100
CONNECTIONS = 40
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
ADDRESS = re.compile(r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?(/\S*)?")


@dataclass(slots=True)
class Webhook:
    """Where updates are delivered to; `addresses` take their turns."""

    addresses: list[str]
    secret: str
    connections: int
    error: str = ""
    error_at: int = 0


class Polling:
    """Who waits for updates. Telegram lets one at a time wait, and the newer one wins."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: asyncio.Future[Refusal] | None = None
        kept = world.setting("webhook")
        self.webhook = Webhook(**kept) if isinstance(kept, dict) else None
        self.changed = asyncio.Event()

    @property
    def occupied(self) -> bool:
        """Whether somebody waits for updates just now."""
        return self._waiting is not None

    async def get_updates(self, call: Call) -> str:
        """Bot API getUpdates; returns the JSON of the list. Raises 409."""
        if self.webhook is not None:
            raise webhook_set()
        self._send_away(other_poller())
        updates = self._world.updates
        if "allowed_updates" in call.params:
            self._allow(call)
        if "offset" in call.params:
            updates.confirm(call.number("offset"), call.now)
        limit = call.number("limit", MOST)
        limit = limit if 1 <= limit <= MOST else MOST
        batch = updates.batch(limit, call.now)
        seconds = min(max(0, call.number("timeout")), LONGEST)
        if not batch and seconds:
            await self._wait(seconds)
            batch = updates.batch(limit, self._world.now())
        return f"[{','.join(update.text for update in batch)}]"

    async def _wait(self, seconds: int) -> None:
        leave: asyncio.Future[Refusal] = asyncio.get_running_loop().create_future()
        self._waiting = leave
        try:
            async with asyncio.TaskGroup() as group:
                arrival = group.create_task(self._world.updates.arrival(seconds))
                leave.add_done_callback(lambda _: arrival.cancel())
        finally:
            if self._waiting is leave:
                self._waiting = None
        if leave.done() and not leave.cancelled():
            raise leave.result()

    def _send_away(self, refusal: Refusal) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(refusal)

    def _allow(self, call: Call) -> None:
        allowed = call.params["allowed_updates"]
        assert isinstance(allowed, list)
        if allowed != self._world.updates.allowed:
            self._world.updates.allowed = allowed
            self._world.updates.keep()

    def set_webhook(self, call: Call) -> bool:
        """Bot API setWebhook; only addresses on this machine are called."""
        address, secret = call.text("url"), call.text("secret_token")
        if not address:
            return self.delete_webhook(call)
        if not ADDRESS.fullmatch(address):
            raise bad_request("bad webhook: the simulator calls addresses on this machine only")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if "allowed_updates" in call.params:
            self._allow(call)
        self._drop_pending(call)
        connections = call.number("max_connections", CONNECTIONS)
        self._use(Webhook([address], secret, min(max(1, connections), MOST)))
        self._send_away(webhook_came())
        return True

    def delete_webhook(self, call: Call) -> bool:
        """Bot API deleteWebhook."""
        self._drop_pending(call)
        self._use(None)
        return True

    def take_turns(self, addresses: list[str]) -> None:
        """Deliver to several addresses in turn, as a balancer before several processes would."""
        if self.webhook is None:
            raise bad_request("there is no webhook")
        if not addresses or not all(ADDRESS.fullmatch(address) for address in addresses):
            raise bad_request("addresses must be on this machine")
        self.webhook.addresses = addresses
        self._use(self.webhook)

    def _use(self, webhook: Webhook | None) -> None:
        self.webhook = webhook
        self._world.set_profile("webhook", asdict(webhook) if webhook else None)
        self.changed.set()

    def _drop_pending(self, call: Call) -> None:
        if call.flag("drop_pending_updates"):
            self._world.updates.drop_all(call.now)

    def get_webhook_info(self, call: Call) -> Json:
        """Bot API getWebhookInfo."""
        updates = self._world.updates
        updates.sweep(call.now)
        info: Json = {
            "url": self.webhook.addresses[0] if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(updates.pending),
        }
        if updates.allowed:
            info["allowed_updates"] = updates.allowed
        if self.webhook:
            info["max_connections"] = self.webhook.connections
            if self.webhook.error:
                info["last_error_date"] = self.webhook.error_at
                info["last_error_message"] = self.webhook.error
        return info
