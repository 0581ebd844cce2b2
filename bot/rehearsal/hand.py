"""Files as the desk gets them: inspected and stored already, each different from all others."""

from desk.desk import Taken
from flows.heard import Paper
from storage.vault import Vault

_KINDS = {"pdf": ("application/pdf", 3), "photo": ("image/jpeg", 1)}


class Hand:
    """Makes stored files; remembers them by name, so that one can be handed over twice."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._made = 0
        self._by_name: dict[str, Taken] = {}

    def make(self, kind: str, *, album: str = "", same_as: str = "", size: int = 1_000) -> Taken:
        """Return a new file; `kind` is "pdf", "photo", or either with a name ("pdf npwp")."""
        self._made += 1
        form, _, name = kind.partition(" ")
        media_type, pages = _KINDS[form]
        fingerprint = f"fingerprint {self._made}"
        if same_as:
            fingerprint = self._by_name[same_as].paper.fingerprint
        paper = Paper(
            id=f"{self._made:032x}",
            media_type=media_type,
            name=f"{name or form}.{form}",
            pages=pages,
            size=size,
            fingerprint=fingerprint,
            album=album,
        )
        taken = Taken(paper, f"{self._made:064x}", self._vault.new_key())
        self._by_name[name or kind] = taken
        return taken
