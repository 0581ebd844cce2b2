"""Hostile files, made in memory: every kind that a sender might try, with what must be said."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from PIL import Image, PngImagePlugin

from tests.papers import samples
from tests.papers.samples_active import ACTIVE

SECRET = b"MUATAN-RAHASIA-7c1"
"""Stands in every payload: nothing that is kept may hold it."""
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<?php /* " + SECRET + b" */ ?><script>alert(1)</script>"


@dataclass(frozen=True)
class Hostile:
    """A file; `cleaned` ones may be taken, but without the payload; the others are refused."""

    kind: str
    data: bytes
    cleaned: bool = False


def packed(*names: str) -> bytes:
    """A zip archive with the payload in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as pack:
        for name in names:
            pack.writestr(name, SECRET)
    return kept.getvalue()


def active() -> Iterator[Hostile]:
    """Every active PDF, as different programs would write it."""
    modes = [*pikepdf.ObjectStreamMode.__members__.values()]
    for name, change in ACTIVE.items():
        for nth, mode in enumerate(modes):
            data = samples.altered(change, object_stream_mode=mode, linearize=nth == 0)
            yield Hostile(f"active {name}", data)
        yield Hostile(f"active {name}, appended", samples.altered(change) + SCRIPT)
        if name != "embedded_file":
            lock = pikepdf.Encryption(user="", owner="x", R=6)
            yield Hostile(f"active {name}, locked", samples.altered(change, encryption=lock))


def pictures() -> Iterator[tuple[str, bytes]]:
    """Pictures for others to hide in."""
    yield "jpg", samples.photo(90, 60)
    yield "png", samples.screenshot(90, 60)
    yield "grey jpg", samples.photo(60, 90, grey=True)
    yield "png with alpha", samples.screenshot(60, 90, "RGBA")


def polyglots() -> Iterator[Hostile]:
    """Pictures that are something else as well."""
    tails = {
        "zip": packed("a.exe"), "docx": packed("word/document.xml"), "jar": packed("META-INF/x"),
        "script": SCRIPT, "pdf": samples.letter() + SECRET, "exe": b"MZ" + SECRET,
        "virus": EICAR + SECRET, "html": b"<html><body>" + SECRET, "many": SECRET * 5_000,
    }  # fmt: skip
    for name, data in pictures():
        for what, tail in tails.items():
            yield Hostile(f"{name} and {what}", data + tail, cleaned=True)
        spoken = b"\xff\xfe" + (len(SECRET) + 2).to_bytes(2, "big") + SECRET
        if name.endswith("jpg"):
            yield Hostile(f"{name}, comment", data[:2] + spoken + data[2:], cleaned=True)
    yield Hostile("pdf and zip", samples.letter() + packed("a.exe"))
    yield Hostile("html before pdf", SCRIPT + samples.letter())
    yield Hostile("zip before pdf", packed("a.exe") + samples.letter())
    yield Hostile("zip before jpg", packed("a.exe") + samples.photo(20, 20))
    yield Hostile("gif and script", b"GIF89a/*" + SCRIPT + b"*/=1;")


def metadata() -> Iterator[Hostile]:
    """Pictures that tell where and by whom they were made."""
    for turn in range(9):
        yield Hostile(f"gps {turn}", samples.photo(80, 50, orientation=turn, gps=True), True)
    for key in ("Author", "Comment", "XML:com.adobe.xmp", "Raw profile type exif"):
        told = PngImagePlugin.PngInfo()
        told.add_text(key, SECRET.decode())
        told.add_itxt(f"{key} 2", SECRET.decode())
        kept = io.BytesIO()
        Image.new("RGB", (40, 30), "white").save(kept, "PNG", pnginfo=told)
        yield Hostile(f"png {key}", kept.getvalue(), True)
    thumbnail = samples.photo(40, 30, comment=SECRET)
    yield Hostile("jpg comment", thumbnail, True)
    colour = samples.photo(40, 30, icc_profile=SECRET * 9)
    yield Hostile("colour profile", colour, True)


def wrong() -> Iterator[Hostile]:
    """What is none of the three types, whatever it is called."""
    heads = {
        "exe": b"MZ\x90\x00", "elf": b"\x7fELF", "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>",
        "html": b"<!DOCTYPE html><script>", "mhtml": b"MIME-Version: 1.0\n", "rtf": b"{\\rtf1",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gif": b"GIF89a", "bmp": b"BM", "webp":
        b"RIFF\x00\x00\x00\x00WEBPVP8 ", "tiff": b"II*\x00", "heic": b"\x00\x00\x00\x18ftypheic",
        "mp4": b"\x00\x00\x00\x18ftypmp42", "rar": b"Rar!\x1a\x07\x00", "7z": b"7z\xbc\xaf",
        "gz": b"\x1f\x8b\x08", "script": b"#!/bin/sh\n", "lnk": b"L\x00\x00\x00", "xml": b"<?xml ",
        "ps": b"%!PS-Adobe-3.0\n", "fdf": b"%FDF-1.2\n", "text": b"surat ", "nul": b"\x00" * 9,
        "bat": b"@echo off\r\n", "utf16": "﻿<svg>".encode("utf-16"), "jxl": b"\xff\x0a",
        "jp2": b"\x00\x00\x00\x0cjP  \r\n\x87\n", "psd": b"8BPS", "ico": b"\x00\x00\x01\x00",
        "class": b"\xca\xfe\xba\xbe", "swf": b"CWS\x09",
    }  # fmt: skip
    for name, head in heads.items():
        yield Hostile(f"wrong {name}", head + SECRET * 30)
        yield Hostile(f"wrong {name}, short", head)
    for names in (("word/document.xml",), ("word/vbaProject.bin", "word/document.xml"),
                  ("xl/workbook.xml",), ("AndroidManifest.xml",), ("../../x.sh",)):  # fmt: skip
        yield Hostile(f"zip {names[0]}", packed(*names))
    for virus in (EICAR, EICAR + b"\r\n", b" " + EICAR, EICAR.lower(), EICAR[::-1], EICAR * 3):
        yield Hostile("virus", virus)
    yield Hostile("virus in zip", packed("eicar.com") + EICAR)
    yield Hostile("empty", b"")
    yield Hostile("20 MB and a byte", samples.photo(20, 20) + bytes(20 * 2**20 + 1))


def bombs() -> Iterator[Hostile]:
    """Small files that want to be large."""
    for side in (6_400, 9_000, 13_000, 20_000, 60_000, 65_535):
        if side <= 13_000:
            yield Hostile(f"png of {side}", samples.png_bomb(side))
        whole = samples.photo(16, 16)
        at = whole.index(b"\xff\xc0") + 5
        size = side.to_bytes(2, "big")
        yield Hostile(f"jpg that claims {side}", whole[:at] + size + size + whole[at + 4 :])
        head = samples.screenshot(16, 16)
        claimed = side.to_bytes(4, "big")
        yield Hostile(f"png that claims {side}", head[:16] + claimed + claimed + head[24:])
    yield Hostile("pdf bomb", samples.pdf_bomb(40))
    yield Hostile("pdf of 201 pages", samples.letter(201))


def broken(dice, many: int) -> Iterator[Hostile]:
    """Cut files; whether a cut one can still be read is not for us to say, harm is."""
    whole = [("pdf", samples.letter()), ("scan", samples.scan(1, dots=20)), *pictures()]
    for _ in range(many):
        name, data = dice.choice(whole)
        yield Hostile(f"cut {name}", data[: dice.randrange(1, len(data) - 40)])
