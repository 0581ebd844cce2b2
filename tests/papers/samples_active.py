"""Sample PDFs that act on a reader's machine, by name, and harmless ones that look alike."""

from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Change = Callable[[Pdf], None]

_SCRIPT = "app.alert('halo')"


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=_SCRIPT)


def _action(kind: str, **more: object) -> Dictionary:
    return Dictionary(
        {"/S": Name(f"/{kind}"), **{f"/{key}": value for key, value in more.items()}}
    )


def _opens_with(action: Dictionary) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.OpenAction = action

    return change


def _on(place: str, action: Dictionary) -> Change:
    """Put an action behind an event of the catalog, a page, a note or a field."""

    def change(pdf: Pdf) -> None:
        events = Dictionary(WC=action, O=action, E=action, K=action)
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), AA=events)
        field = Dictionary(FT=Name.Tx, T="nama", AA=events)
        if place == "catalog":
            pdf.Root.AA = events
        elif place == "page":
            pdf.pages[0].AA = events
        elif place == "note":
            pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        else:
            pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    return change


def _click(action: Dictionary) -> Change:
    def change(pdf: Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].Annots = Array([link])

    return change


def _note(kind: str) -> Change:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return change


def _named_script(pdf: Pdf) -> None:
    names = Array([pikepdf.String("awal"), pdf.make_indirect(_script())])
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=names))


def _script_in_stream(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name("/Custom"), JS=pdf.make_stream(_SCRIPT.encode()))


def _script_in_outline(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title="Klik", A=_script()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _in_pieces(pdf: Pdf) -> None:
    """Every part of the action is an object of its own."""
    script = Dictionary(
        S=pdf.make_indirect(Name.JavaScript), JS=pdf.make_indirect(pikepdf.String(_SCRIPT))
    )
    pdf.Root.OpenAction = pdf.make_indirect(script)


def _attached(pdf: Pdf) -> None:
    pdf.attachments["lampiran.exe"] = b"MZ"


def _xfa(pdf: Pdf) -> None:
    form = pdf.make_stream(b"<xdp:xdp/>")
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array([pikepdf.String("xdp"), form]))


def _xfa_stream(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp:xdp/>"))


def _data_outside(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.stream_dict.F = pikepdf.String(r"\\server\berkas")
    pdf.pages[0].Contents = stream


def _base_of_links(pdf: Pdf) -> None:
    pdf.Root.URI = Dictionary(Base="file:///c:/")


def _next_uri() -> Dictionary:
    there = _action("URI", URI="https://example.com/")
    return Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([there]))


_REMOTE = {
    "launch": _action("Launch", F="cmd.exe"),
    "submit": _action("SubmitForm", F="https://example.com/"),
    "import": _action("ImportData", F="data.fdf"),
    "remote_goto": _action("GoToR", F="lain.pdf"),
    "embedded_goto": _action("GoToE", F="lain.pdf"),
}

ACTIVE: dict[str, Change] = {
    "open_javascript": _opens_with(_script()),
    "open_uri": _opens_with(_action("URI", URI="https://example.com/")),
    "open_next_uri": _opens_with(_next_uri()),
    "named_javascript": _named_script,
    "stream_javascript": _script_in_stream,
    "pieces_javascript": _in_pieces,
    "outline_javascript": _script_in_outline,
    "click_javascript": _click(_script()),
    "click_media_script": _click(_action("Rendition", JS=_SCRIPT)),
    "click_file_link": _click(_action("URI", URI="file:///c:/windows/calc.exe")),
    "click_utf16_link": _click(_action("URI", URI=pikepdf.String("\u200bfile:///c:/calc.exe"))),
    "click_script_link": _click(_action("URI", URI=" java\tscript:alert(1)")),
    "click_share_link": _click(_action("URI", URI=r"\\server\berkas")),
    "embedded_file": _attached,
    "file_note": _note("FileAttachment"),
    "rich_media": _note("RichMedia"),
    "three_d": _note("3D"),
    "movie": _note("Movie"),
    "xfa": _xfa,
    "xfa_stream": _xfa_stream,
    "data_outside": _data_outside,
    "base_of_links": _base_of_links,
    **{f"open_{name}": _opens_with(action) for name, action in _REMOTE.items()},
    **{f"click_{name}": _click(action) for name, action in _REMOTE.items()},
    **{
        f"{place}_event_{name}": _on(place, action)
        for place in ("catalog", "page", "note", "field")
        for name, action in {
            "javascript": _script(),
            "uri": _action("URI", URI="https://example.com/"),
            **_REMOTE,
        }.items()
    },
}
"""What is refused as active, each by the change that makes a letter so."""


def _opens_at_a_place(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.FitH, 700])


def _empty_trees(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array()), JavaScript=Dictionary(Names=Array())
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Array())


def _fonts_named_like_actions(pdf: Pdf) -> None:
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Widths=Array(range(200)),
        )
    )
    pdf.pages[0].Resources.Font = Dictionary(
        JS=font, AA=font, EF=font, XFA=font, OpenAction=font, URI=font, Next=font
    )


def _structure(pdf: Pdf) -> None:
    leaf = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([leaf]))
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _fillable(pdf: Pdf) -> None:
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T="nama",
        V="Budi",
        F=4,
        Rect=Array([0, 0, 90, 20]),
    )
    indirect = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([indirect]))
    pdf.pages[0].Annots = Array([indirect])


def _outline(pdf: Pdf) -> None:
    action = _action("URI", URI="https://lpse.example.go.id/")
    item = pdf.make_indirect(Dictionary(Title="Laman", A=action))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


HARMLESS: dict[str, Change] = {
    "open_goto": _opens_with(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
    "open_place": _opens_at_a_place,
    "open_named": _opens_with(_action("Named", N=Name.FirstPage)),
    "click_link": _click(_action("URI", URI="https://lpse.example.go.id:8080/a?b=c")),
    "click_bare_link": _click(_action("URI", URI="www.lpse.example.go.id")),
    "click_port_link": _click(_action("URI", URI="localhost:8080/eproc4")),
    "click_mail_link": _click(_action("URI", URI="mailto:lpse@example.go.id")),
    "page_event_goto": _on("page", Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
    "empty_trees": _empty_trees,
    "font_names": _fonts_named_like_actions,
    "structure": _structure,
    "fillable": _fillable,
    "outline": _outline,
}
"""What office programs and scanners write, and what must not be refused."""
