"""Sample files made in memory: genuine ones, and every kind that must not come in."""

# Others import this file for one sample: each library is imported where it is used.
# ruff: noqa: PLC0415

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

_WHERE = "Banjarmasin, 3 Agustus 2026"


def letter(pages: int = 1, title: str = "Surat Permohonan", *, compressed: bool = True) -> bytes:
    """A PDF as an office program writes it, with `pages` pages of text."""
    from reportlab.pdfgen.canvas import Canvas

    kept = io.BytesIO()
    canvas = Canvas(kept, pageCompression=int(compressed), invariant=1)
    canvas.setTitle(title)
    for number in range(1, pages + 1):
        canvas.drawString(72, 760, f"{title}, halaman {number}")
        canvas.drawString(72, 740, _WHERE)
        canvas.linkURL("https://lpse.example.go.id/", (72, 700, 200, 712))
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def scan(pages: int = 1, *, grey: bool = False, dots: int = 120) -> bytes:
    """A PDF as a scanner writes it: one photo a page, no text."""
    import pikepdf

    pdf = pikepdf.new()
    for _ in range(pages):
        width, height = dots * 8, dots * 11
        stream = pdf.make_stream(photo(width, height, grey=grey))
        stream.stream_dict.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=width,
                Height=height,
                BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
                Filter=pikepdf.Name.DCTDecode,
            )
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=stream))
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    return saved(pdf)


def saved(pdf: "pikepdf.Pdf", **how: object) -> bytes:
    """The bytes of a PDF; `how` goes to pikepdf's `save`."""
    kept = io.BytesIO()
    pdf.save(kept, static_id=True, **how)  # type: ignore[arg-type]
    return kept.getvalue()


def altered(change: Callable[["pikepdf.Pdf"], None], **how: object) -> bytes:
    """A one-page letter after `change` was made to it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(letter())) as pdf:
        change(pdf)
        return saved(pdf, **how)


def encrypted(user: str = "rahasia", owner: str = "pemilik") -> bytes:
    """A PDF that asks for a password; with `user` empty it opens but may not be changed."""
    import pikepdf

    lock = pikepdf.Encryption(user=user, owner=owner, R=6)
    return altered(lambda pdf: None, encryption=lock)


def signed() -> bytes:
    """A PDF with a filled-in signature field, as an e-sign or e-meterai service leaves it."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    def sign(pdf: pikepdf.Pdf) -> None:
        signature = Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/adbe.pkcs7.detached"),
            ByteRange=Array([0, 100, 200, 100]),
            Contents=pikepdf.String(bytes(64)),
            Reason="Contoh",
        )
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T="Tanda tangan",
            V=pdf.make_indirect(signature),
            Rect=Array([0, 0, 0, 0]),
            F=132,
        )
        indirect = pdf.make_indirect(field)
        pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([indirect]))
        pdf.pages[0].Annots = Array([indirect])

    return altered(sign)


def photo(
    width: int = 640,
    height: int = 480,
    *,
    grey: bool = False,
    orientation: int = 0,
    gps: bool = False,
    **how: object,
) -> bytes:
    """A JPEG; left half dark, right half light, so that turning can be seen."""
    from PIL import Image

    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if gps:
        exif[0x010F] = "Kamera Contoh"
        place = exif.get_ifd(0x8825)
        place.update({1: "S", 2: (3.0, 19.0, 6.0), 3: "E", 4: (114.0, 35.0, 27.0)})
        exif[0x8825] = place
    kept = io.BytesIO()
    picture = _halves(width, height, "L" if grey else "RGB")
    picture.save(kept, "JPEG", exif=exif, **how)  # type: ignore[arg-type]
    return kept.getvalue()


def screenshot(width: int = 400, height: int = 300, mode: str = "RGB", **how: object) -> bytes:
    """A PNG in one of Pillow's modes, with what `how` gives to `save`."""
    kept = io.BytesIO()
    picture = _halves(width, height, "RGB").convert(mode)
    picture.save(kept, "PNG", **how)  # type: ignore[arg-type]
    return kept.getvalue()


def _halves(width: int, height: int, mode: str) -> "Image.Image":
    from PIL import Image

    picture = Image.new("RGB", (width, height), (20, 30, 60))
    picture.paste((240, 230, 200), (width // 2, 0, width, height))
    return picture.convert(mode)


def png_bomb(side: int = 13_000) -> bytes:
    """A PNG of some twenty kilobytes that claims `side` by `side` black dots (169 million)."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack("!I", zlib.crc32(kind + content))
        return struct.pack("!I", len(content)) + kind + content + check

    packer = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    packed = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", packed), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def slow_photo(scans: int = 3000, side: int = 5000) -> bytes:
    """A progressive JPEG whose last pass over the picture is written again and again."""
    whole = photo(side, side, grey=True, progressive=True, quality=30)
    start = whole.rindex(b"\xff\xda")
    return whole[:start] + whole[start:-2] * scans + b"\xff\xd9"


def pdf_bomb(megabytes: int = 700) -> bytes:
    """A PDF whose compressed table of objects unpacks to `megabytes` of zeros."""
    packer = zlib.compressobj(9)
    zeros = bytes(2**20)
    packed = b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
    head = b"%PDF-1.5\n"
    entry = (
        b"1 0 obj\n<</Type/XRef/Size 9/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>\n"
        b"stream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    )
    return head + entry + b"startxref\n%d\n%%%%EOF\n" % len(head)


def archive(*names: str) -> bytes:
    """A zip archive; with `word/document.xml` it is what a DOCX file looks like."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as pack:
        for name in names or ("isi.txt",):
            pack.writestr(name, "isi")
    return kept.getvalue()


def docx() -> bytes:
    """A Word document, as far as its structure goes."""
    return archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def gif() -> bytes:
    """A GIF picture."""
    kept = io.BytesIO()
    _halves(20, 20, "P").save(kept, "GIF")
    return kept.getvalue()


def svg() -> bytes:
    """An SVG picture with a script."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def html() -> bytes:
    """A web page."""
    return b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def eicar() -> bytes:
    """The harmless text that virus scanners take for a virus, put together only here."""
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def active(kind: str = "open_javascript") -> bytes:
    """A PDF that acts; the kinds are the keys of `samples_active.ACTIVE`."""
    from tests.papers.samples_active import ACTIVE

    return altered(ACTIVE[kind])
