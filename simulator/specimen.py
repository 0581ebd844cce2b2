"""Specimen documents for trying Loket: small, valid, and marked as nobody's."""

import struct
import zlib

_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R"
    b" /Resources << /Font << /F1 4 0 R >> >> >>"
)


def pdf(title: str, pages: int = 1) -> bytes:
    """Return a PDF whose pages say what it stands for (PDF 1.4, plain text, no scripts)."""
    line = title.encode("ascii", "replace").decode().replace("(", "[").replace(")", "]")
    content = f"BT /F1 18 Tf 60 760 Td (CONTOH - {line}) Tj ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + page) for page in range(pages)), pages),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[_PAGE] * pages,
    )
    body = b"%PDF-1.4\n"
    offsets = []
    for number, made in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, made)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def png(shade: int, width: int = 600, height: int = 800) -> bytes:
    """Return a plain grey page as PNG; different shades (0-255) are different files."""
    row = b"\x00" + bytes([shade]) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"IDAT", zlib.compress(row * height, 9)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
