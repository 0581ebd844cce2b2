"""S8: who is not Telegram gets nothing into the inbox."""

import io
import json
import string

import aiohttp

from tests.bot.test_webhook import HEADER, HOOK, brought, update
from tests.bot.working import Echo, rows
from tests.prove.test_several_processes import simulated


def bad_calls(chance, count):
    """Calls that are none of Telegram's: (method, headers, body, the statuses expected)."""
    good = json.dumps(update(99)).encode()
    letters = string.ascii_letters + string.digits + "_-"
    typed = {"Content-Type": "application/json"}
    while count:
        number = count % 8
        count -= 1
        secret = "".join(chance.choices(letters, k=chance.randrange(1, 80)))
        if number == 0:
            yield "POST", typed, good, (401,)
        elif number == 1:
            yield "POST", typed | {HEADER: secret}, good, (401,)
        elif number == 2:
            yield "POST", typed | {HEADER: HOOK[: chance.randrange(40)]}, good, (401,)
        elif number == 3:
            yield "POST", typed | {HEADER: HOOK + secret}, good, (401,)
        elif number == 4:
            other = {"Content-Type": chance.choice(("text/plain", "text/html", "x/y"))}
            yield "POST", other | {HEADER: HOOK}, good, (415,)
        elif number == 5:
            yield chance.choice(("GET", "PUT", "DELETE")), typed | {HEADER: HOOK}, good, (405,)
        elif number == 6:
            # Every 64th with the right secret: what is too long is read only so far.
            right = HOOK if count % 64 == 5 else secret
            yield "POST", typed | {HEADER: right}, b" " * (1 << 20) + good, (401, 413)
        else:
            yield "POST", typed | {HEADER: "\x80\xff" + secret}, good, (401,)


async def test_bad_calls_write_nothing(tmp_path, proof):
    count, statuses, cut = proof.many(500, 10_000), {}, 0
    async with simulated(tmp_path) as town, brought(tmp_path, town, Echo()) as address:
        for method, headers, body, expected in bad_calls(proof.dice(), count):
            given = {"data": io.BytesIO(body), "headers": headers}
            try:
                async with town.http.request(method, address, **given) as answer:
                    assert answer.status in expected, (method, headers)
                    statuses[answer.status] = statuses.get(answer.status, 0) + 1
            except aiohttp.ClientConnectionError:
                # Who goes on sending what is too long is cut off.
                assert len(body) > 1 << 20
                cut += 1
    assert statuses.keys() >= {401, 405, 413, 415}
    written = len(rows(tmp_path, "SELECT * FROM inbox"))
    answers = {f"answered {status}": many for status, many in sorted(statuses.items())}
    proof.record("S8", "webhook", {"calls": count, "rows written": written, **answers, "cut": cut})
    assert written == 0
