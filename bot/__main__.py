"""The command line: `loket`, also `python -m bot`. Heavy imports stay inside the commands."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.commands.standards import add_verbs

PARTS = ("receive", "notify", "timers")
SIMULATOR_PORT = 8081


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 well, 1 found something, 2 could not run."""
    wish = _parser().parse_args(arguments)
    try:
        return int(wish.command(wish))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _is_told(error):
            raise
        print(f"loket: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loket", description="Loket, a front door of an LPSE.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="run the bot; without a token, with the simulator")
    run.add_argument("--only", choices=PARTS, help="run one part in this process")
    run.add_argument("--port", type=int, default=SIMULATOR_PORT, help="port of the simulator")
    run.set_defaults(command=_run)
    simulator = commands.add_parser("simulator", help="run the simulator and its page alone")
    simulator.add_argument("--port", type=int, default=SIMULATOR_PORT)
    simulator.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    simulator.set_defaults(command=_simulator)
    tour = commands.add_parser("tour", help="play whole journeys and print the chats")
    tour.add_argument("--kill", action="store_true", help="kill the bot every few turns")
    tour.set_defaults(command=_tour)
    doctor = commands.add_parser("doctor", help="say what is not in place, and what to do")
    doctor.set_defaults(command=_doctor)
    add_verbs(commands.add_parser("standards", help="the service standards"))
    ask = commands.add_parser("ask", help="answer questions, one a line, without Telegram")
    ask.add_argument("question", nargs="*", help="a question; without one they are read by line")
    ask.add_argument("--json", action="store_true", help="one JSON object for each question")
    ask.set_defaults(command=_ask)
    database = commands.add_parser("db", help="the database").add_subparsers(required=True)
    database.add_parser("upgrade", help="bring the schema up to date").set_defaults(
        command=_upgrade
    )
    _add_safekeeping(commands)
    return parser


def _add_safekeeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="write a sealed backup beside the running bot")
    backup.add_argument("folder", type=Path)
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="restore a backup into an empty place")
    restore.add_argument("backup", type=Path)
    restore.add_argument("--keys", type=Path, help="the newest loket.keys; else the one beside")
    restore.set_defaults(command=_restore)
    release = commands.add_parser("release", help="let the pushes go that a restore holds")
    release.add_argument("--drop", action="store_true", help="give them up instead")
    release.set_defaults(command=_release)
    commands.add_parser("verify", help="recompute the journals, look for every file").set_defaults(
        command=_verify
    )


def _is_told(error: Exception) -> bool:
    """Whether an error is told to the one at the keyboard without a traceback."""
    told = ("SettingsError", "NotReadyError", "StandardsError", "SchemaError", "SchemaNewerError")
    more = (
        "WrongSecretError",
        "UnknownServiceError",
        "DamagedError",
        "NotEmptyError",
        "HealthSettingError",
    )
    return type(error).__name__ in (*told, *more) or isinstance(error, FileNotFoundError)


def _run(wish: argparse.Namespace) -> int:
    import asyncio  # noqa: PLC0415

    from bot import log, settings  # noqa: PLC0415

    chosen = settings.read(Path.cwd())
    hook = (chosen.webhook.secret,) if chosen.webhook else ()
    log.set_up(chosen.log, (chosen.token, *chosen.secret.split(","), *hook))
    from bot.launch import launch  # noqa: PLC0415

    parts = frozenset((wish.only,) if wish.only else PARTS)
    asyncio.run(launch(chosen, parts, wish.port, lambda line: print(line, flush=True)))
    return 0


def _simulator(wish: argparse.Namespace) -> int:
    from bot import settings  # noqa: PLC0415
    from bot.child import end_with_parent  # noqa: PLC0415
    from simulator import server  # noqa: PLC0415

    if wish.with_parent:
        end_with_parent()
    chosen = settings.read(Path.cwd())
    folder = chosen.var / "simulator"
    folder.mkdir(parents=True, exist_ok=True)
    clock = chosen.clock_file or folder / "clock"

    def tell(running: server.Running) -> None:
        if not wish.with_parent:
            print(f"The simulator and its page: {running.address}", flush=True)

    server.main("127.0.0.1", wish.port, folder, clock, tell)
    return 0


def _tour(wish: argparse.Namespace) -> int:
    from bot import tour  # noqa: PLC0415

    return tour.main(kill=wish.kill)


def _ask(wish: argparse.Namespace) -> int:
    from bot import settings  # noqa: PLC0415
    from bot.ask import answers, plainly  # noqa: PLC0415
    from standards.load import load_catalogue  # noqa: PLC0415

    catalogue = load_catalogue(settings.read(Path.cwd()).standards)
    # Broken bytes are no reason to stop: they become a question that nobody can answer.
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    questions = [" ".join(wish.question)] if wish.question else sys.stdin
    for line in (answers if wish.json else plainly)(catalogue, questions):
        print(line, flush=True)
    return 0


def _doctor(wish: argparse.Namespace) -> int:
    from bot import doctor  # noqa: PLC0415

    findings = doctor.examine(Path.cwd())
    for finding in findings:
        print(finding)
    return 0 if all(finding.well for finding in findings) else 1


def _backup(wish: argparse.Namespace) -> int:
    from bot import safekeeping, settings  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415

    chosen = settings.read(Path.cwd())
    code, told = safekeeping.backup(chosen, wish.folder, Clock(chosen.clock_file).now())
    print(told)
    return code


def _restore(wish: argparse.Namespace) -> int:
    from bot import safekeeping, settings  # noqa: PLC0415

    code, told = safekeeping.restore(settings.read(Path.cwd()), wish.backup, wish.keys)
    print(told)
    return code


def _release(wish: argparse.Namespace) -> int:
    from bot import safekeeping, settings  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415

    chosen = settings.read(Path.cwd())
    print(safekeeping.release(chosen, Clock(chosen.clock_file).now(), drop=wish.drop))
    return 0


def _verify(wish: argparse.Namespace) -> int:
    from bot import safekeeping, settings  # noqa: PLC0415

    code, told = safekeeping.verify(settings.read(Path.cwd()))
    print(told)
    return code


def _upgrade(wish: argparse.Namespace) -> int:
    from bot import settings  # noqa: PLC0415
    from storage import schema  # noqa: PLC0415

    chosen = settings.read(Path.cwd())
    if chosen.sqlite_file:
        chosen.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    schema.upgrade(chosen.database)
    print(f"The database schema is {schema.state(chosen.database)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
