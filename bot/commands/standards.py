"""The verbs of `loket standards`. Heavy imports stay inside them."""

import argparse
from pathlib import Path


def add_verbs(parser: argparse.ArgumentParser) -> None:
    """Add what `loket standards` can do: check, show, draw, talk, charts, coverage."""
    verbs = parser.add_subparsers(required=True, metavar="check|show|draw|talk|charts|coverage")
    verbs.add_parser("check", help="every fault, with file, key and remedy").set_defaults(
        command=_check
    )
    for verb, meaning in (
        ("show", "a standard as people read it"),
        ("draw", "the chain of a service as a Mermaid chart"),
    ):
        one = verbs.add_parser(verb, help=meaning)
        one.add_argument("service", nargs=None if verb != "show" else "?")
        one.set_defaults(command=_about_service, verb=verb)
    walk = verbs.add_parser("talk", help="walk a service in the terminal, as everybody in turn")
    walk.add_argument("service")
    walk.set_defaults(command=_talk)
    charts = verbs.add_parser("charts", help="the chain of every service, a page each in a folder")
    charts.add_argument("folder", type=Path)
    charts.set_defaults(command=_charts)
    coverage = verbs.add_parser("coverage", help="what each item of the sources has become")
    coverage.set_defaults(command=_coverage)


def _check(wish: argparse.Namespace) -> int:
    from bot import settings  # noqa: PLC0415
    from standards.load import load_catalogue  # noqa: PLC0415
    from standards.problems import StandardsError  # noqa: PLC0415
    from standards.show import problem_report, service_list, warning_report  # noqa: PLC0415

    try:
        catalogue = load_catalogue(settings.read(Path.cwd()).standards)
    except StandardsError as error:
        print(problem_report(error.problems))
        return 1
    if catalogue.warnings:
        print(warning_report(catalogue.warnings))
    print(service_list(catalogue))
    return 0


def _about_service(wish: argparse.Namespace) -> int:
    from bot import settings  # noqa: PLC0415
    from standards.draw import chain_chart  # noqa: PLC0415
    from standards.load import load_catalogue  # noqa: PLC0415
    from standards.show import service_list, service_sheet  # noqa: PLC0415

    catalogue = load_catalogue(settings.read(Path.cwd()).standards)
    if wish.service is None or wish.service not in catalogue.services:
        print(service_list(catalogue))
        return 0 if wish.service is None else 2
    if wish.verb == "draw":
        print(chain_chart(catalogue, wish.service))
    else:
        print(service_sheet(catalogue, wish.service))
    return 0


def _talk(wish: argparse.Namespace) -> int:
    from bot import settings  # noqa: PLC0415
    from bot.rehearsal.talk import talk  # noqa: PLC0415
    from simulator import personas  # noqa: PLC0415
    from standards.load import load_catalogue  # noqa: PLC0415
    from standards.show import service_list  # noqa: PLC0415
    from texts import render  # noqa: PLC0415

    catalogue = load_catalogue(settings.read(Path.cwd()).standards)
    if wish.service not in catalogue.services:
        print(service_list(catalogue))
        return 2
    talk(catalogue, render.load(), personas.load(), wish.service, input, print)
    return 0


def _coverage(wish: argparse.Namespace) -> int:
    from standards.coverage import coverage_page  # noqa: PLC0415
    from standards.load import load_catalogue  # noqa: PLC0415
    from standards.problems import StandardsError  # noqa: PLC0415
    from standards.show import problem_report  # noqa: PLC0415

    try:
        page = coverage_page(Path.cwd(), load_catalogue())
    except StandardsError as error:
        print(problem_report(error.problems))
        return 1
    Path("docs/coverage.md").write_text(page, "utf-8")
    return 0


def _charts(wish: argparse.Namespace) -> int:
    from standards.draw import chart_page  # noqa: PLC0415
    from standards.load import load_catalogue  # noqa: PLC0415

    catalogue = load_catalogue()
    wish.folder.mkdir(parents=True, exist_ok=True)
    for service in catalogue.services:
        (wish.folder / f"{service}.md").write_text(chart_page(catalogue, service), "utf-8")
    return 0
