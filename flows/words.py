"""A text in the languages Loket speaks."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages every sentence exists in; Indonesian comes first."""

    ID = "id"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One wording in Indonesian (the legal one) and in English."""

    id: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the wording in `language`."""
        return self.en if language is Language.EN else self.id
