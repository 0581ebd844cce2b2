"""R13: one chat floods; the others are answered as if it did not, and nothing is dropped."""

from bot.rehearsal.house import Somebody
from tests.desk.filed import rows
from tests.people import PEOPLE
from tests.prove.machine import machine, message

FLOOD = PEOPLE["Budi"]
OTHERS = [Somebody(720_000_000 + nth, "Warga") for nth in range(20)]
BATCH = 100
P95_SECONDS = 2.0


async def test_one_chat_floods_and_the_others_are_answered(house, proof):
    many = proof.many(300, 10_000)
    # One of eight is somebody else's: of a flood by one person Telegram hands out no less.
    came = [
        message(nth, OTHERS[nth // 8 % len(OTHERS)] if nth % 8 == 0 else FLOOD, f"halo {nth}")
        for nth in range(1, many + 1)
    ]
    async with machine(house) as bot:
        for first in range(0, many, BATCH):
            await bot.takes(came[first : first + BATCH])
    told = bot.mouth.told
    assert sorted(update_id for _, update_id, _, _ in told) == list(range(1, many + 1))
    assert all(text for _, _, text, _ in told)
    assert {state for (state,) in rows(house, "inbox", "DISTINCT state")} == {"answered"}
    waits = sorted(since for lane, _, _, since in told if lane != FLOOD.id)
    p95 = waits[len(waits) * 95 // 100]
    assert p95 < P95_SECONDS
    figures = {"messages": many, "of others": len(waits), "p95 ms": round(p95 * 1000)}
    proof.record(
        "R13",
        "flood",
        {**figures, "silent drops": 0},
        "Telegram's own limits and uploads of 20 MB",
    )
