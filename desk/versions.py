"""The standards that drafts and tickets are pinned to: a new version changes nothing begun."""

from functools import lru_cache

from desk.desk import Desk
from flows.external import at_hand
from flows.standard import Standard
from standards.load import read_content
from storage import versions
from storage.moments import to_ms


def keep_versions(desk: Desk) -> None:
    """Write down every version in force that the house has not seen yet (at each start)."""
    catalogue = desk.books.catalogue
    for service, standard in catalogue.services.items():
        content = catalogue.contents[service]
        versions.keep(desk.tx, standard.version, service, content, to_ms(desk.now))


def pinned(desk: Desk, service: str, version: str) -> Standard:
    """Return a service's standard in the version that a draft or ticket began with.

    Its steps at offices that are not served are in the hands of those that are.

    Raises LookupError when neither the catalogue nor the house knows the version.
    """
    current = desk.books.catalogue.services.get(service)
    if current is not None and current.version == version:
        return at_hand(current, desk.books.catalogue.served)
    content = versions.content(desk.tx, version)
    if content is None:
        raise LookupError(f"{service}: no version {version}")
    return at_hand(_read(content), desk.books.catalogue.served)


@lru_cache(maxsize=256)
def _read(content: str) -> Standard:
    """A version never changes, so it is read once."""
    return read_content(content)
