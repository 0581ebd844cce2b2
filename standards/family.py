"""A shared file: one service for several offices, their tables laid over the common part."""

from collections.abc import Iterable, Iterator, Mapping

from standards.document import Document, lay_over
from standards.problems import Findings

SHARED = "shared"
"""The folder of the files that belong to no single office."""
VARIANT = "variant"
"""The table of a shared file that holds what differs, one table for each service made of it."""


def each_service(documents: Iterable[Document], findings: Findings) -> Iterator[Document]:
    """Yield every service's document; a shared file yields one for each of its variants.

    The variant `lkpp` of the file `pengaduan` becomes the service `pengaduan-lkpp` of the office
    `lkpp`; where the office is another than the variant's name, the variant says which.
    """
    for document in documents:
        if document.name.startswith(f"{SHARED}/"):
            yield from _variants(document, findings)
        else:
            yield document


def _variants(document: Document, findings: Findings) -> Iterator[Document]:
    variants, family = document.data.get(VARIANT), document.data.get("id")
    if not isinstance(variants, Mapping) or not variants:
        what = "a shared file has no variant, so that no office has this service"
        findings.add(document, (VARIANT,), what, f"Add [{VARIANT}.<office>].")
        return
    common = {key: value for key, value in document.data.items() if key != VARIANT}
    for name, own in variants.items():
        if not isinstance(own, Mapping):
            what = f"the variant `{name}` is not a table"
            findings.add(document, (VARIANT, name), what, f"Write [{VARIANT}.{name}].")
            continue
        laid = lay_over({"office": name, **common}, own)
        assert isinstance(laid, Mapping)
        data = {**laid, "id": f"{family}-{name}", "family": family}
        yield Document(document.name, document.sheets, data, (VARIANT, name))
