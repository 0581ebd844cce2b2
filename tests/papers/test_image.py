"""Photos: drawn anew, upright, without metadata or appended bytes; bombs never decoded."""

import io

import pytest
from PIL import Image, PngImagePlugin

from papers.inspect import Limits, Paper, Refusal, RefusalReason
from papers.inspector import Inspector
from tests.papers import samples

DARK, LIGHT = 60, 200


def taken(verdict: Paper | Refusal) -> Paper:
    assert isinstance(verdict, Paper), verdict
    return verdict


def drawn(paper: Paper) -> Image.Image:
    return Image.open(io.BytesIO(paper.content)).convert("L")


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_is_taken(inspector: Inspector, *, grey: bool, progressive: bool):
    paper = taken(inspector.inspect(samples.photo(grey=grey, progressive=progressive)))
    assert (paper.media_type, paper.extension, paper.pages) == ("image/jpeg", "jpg", 1)
    assert (paper.width, paper.height, paper.signed) == (640, 480, False)
    assert paper.size == len(paper.content)
    assert drawn(paper).getpixel((10, 10)) < DARK


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_screenshot_of_any_kind_is_taken(inspector: Inspector, mode: str):
    paper = taken(inspector.inspect(samples.screenshot(mode=mode)))
    assert (paper.media_type, paper.width, paper.height) == ("image/png", 400, 300)
    again = Image.open(io.BytesIO(paper.content))
    assert again.mode == Image.open(io.BytesIO(samples.screenshot(mode=mode))).mode


def test_a_photo_for_print_becomes_one_for_screens(inspector: Inspector):
    kept = io.BytesIO()
    Image.new("CMYK", (64, 64), (0, 0, 0, 255)).save(kept, "JPEG")
    paper = taken(inspector.inspect(kept.getvalue()))
    assert Image.open(io.BytesIO(paper.content)).mode == "RGB"


def test_the_place_and_the_camera_are_gone(inspector: Inspector):
    data = samples.photo(gps=True, comment=b"rumah saya", icc_profile=b"profil" * 40)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    paper = taken(inspector.inspect(data))
    again = Image.open(io.BytesIO(paper.content))
    assert not again.getexif()
    assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Exif", b"Kamera", b"rumah", b"profil"):
        assert trace not in paper.content


def test_texts_inside_a_screenshot_are_gone(inspector: Inspector):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "nama pembuat")
    notes.add_itxt("XML:com.adobe.xmp", "<x>tempat</x>")
    exif = Image.Exif()
    exif[0x010F] = "Kamera Contoh"
    data = samples.screenshot(pnginfo=notes, exif=exif, icc_profile=b"profil" * 40, dpi=(72, 72))
    paper = taken(inspector.inspect(data))
    assert Image.open(io.BytesIO(paper.content)).info == {}
    assert b"nama pembuat" not in paper.content


def test_the_clear_colour_of_a_screenshot_stays(inspector: Inspector):
    data = samples.screenshot(mode="L", transparency=0)
    paper = taken(inspector.inspect(data))
    assert Image.open(io.BytesIO(paper.content)).info == {"transparency": 0}


# How the dark half of the stored picture lies once it is shown the way it was held.
DARK_SIDE = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright(inspector: Inspector, orientation: int):
    paper = taken(inspector.inspect(samples.photo(orientation=orientation)))
    picture = drawn(paper)
    turned = orientation >= 5
    assert (paper.width, paper.height) == ((480, 640) if turned else (640, 480))
    width, height = picture.size
    points = {
        "left": (10, height // 2),
        "right": (width - 10, height // 2),
        "top": (width // 2, 10),
        "bottom": (width // 2, height - 10),
    }
    assert picture.getpixel(points[DARK_SIDE.get(orientation, "bottom")]) < DARK


def test_a_broken_exif_block_is_no_reason_to_refuse(inspector: Inspector):
    data = samples.photo(gps=True)
    broken = data.replace(b"Exif\0\0", b"Exif\0\0XX", 1)
    taken(inspector.inspect(broken))


def test_a_photo_of_several_pictures_keeps_the_first(inspector: Inspector):
    first, second = (Image.new("RGB", (64, 48), colour) for colour in ("white", "black"))
    kept = io.BytesIO()
    first.save(kept, "MPO", save_all=True, append_images=[second])
    paper = taken(inspector.inspect(kept.getvalue()))
    assert drawn(paper).getpixel((5, 5)) > LIGHT
    assert paper.content.count(b"\xff\xd8\xff") == 1


def test_a_moving_picture_keeps_one(inspector: Inspector):
    frames = [Image.new("L", (64, 48), shade) for shade in (255, 0)]
    kept = io.BytesIO()
    frames[0].save(kept, "PNG", save_all=True, append_images=frames[1:])
    paper = taken(inspector.inspect(kept.getvalue()))
    assert b"acTL" not in paper.content
    assert drawn(paper).getpixel((5, 5)) > LIGHT


HIDDEN = [
    samples.archive("jahat.exe"),
    samples.html(),
    samples.eicar(),
    samples.letter(),
    b"<?php system($_GET['c']); ?>",
    b"MZ" + bytes(200),
    b"Rar!\x1a\x07\0" + bytes(50),
]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("whole", [samples.photo(), samples.screenshot()])
def test_bytes_behind_a_picture_are_gone(inspector: Inspector, whole: bytes, hidden: bytes):
    paper = taken(inspector.inspect(whole + hidden))
    assert hidden not in paper.content
    assert paper.content == taken(inspector.inspect(whole)).content


@pytest.mark.parametrize("hidden", HIDDEN)
def test_bytes_inside_a_photo_are_gone(inspector: Inspector, hidden: bytes):
    paper = taken(inspector.inspect(samples.photo(comment=hidden)))
    assert hidden not in paper.content


def test_a_bomb_of_169_megapixels_is_refused_by_its_header(inspector: Inspector):
    bomb = samples.png_bomb()
    assert len(bomb) < 30_000
    verdict = inspector.inspect(bomb)
    assert verdict == Refusal(RefusalReason.TOO_MANY_PIXELS, {"megapixels": 169, "limit": 40})


def test_forty_megapixels_are_taken_and_a_row_more_is_refused(inspector: Inspector):
    assert taken(inspector.inspect(samples.png_bomb(6324))).width == 6324
    verdict = inspector.inspect(samples.png_bomb(6325))
    assert verdict == Refusal(RefusalReason.TOO_MANY_PIXELS, {"megapixels": 41, "limit": 40})


def test_the_largest_photo_turned_upright_fits_into_the_memory(inspector: Inspector):
    how = {"progressive": True, "subsampling": 0, "quality": 40}
    paper = taken(inspector.inspect(samples.photo(7300, 5400, orientation=6, **how)))
    assert (paper.width, paper.height) == (5400, 7300)


def test_a_photo_too_large_for_the_memory_is_refused_and_the_next_one_taken():
    with Inspector(Limits(memory_bytes=160 * 2**20)) as small:
        verdict = small.inspect(samples.screenshot(7000, 5700))
        assert verdict == Refusal(RefusalReason.TOO_MANY_PIXELS, {"megapixels": 40, "limit": 40})
        taken(small.inspect(samples.photo()))


@pytest.mark.parametrize("percent", range(5, 98, 4))
@pytest.mark.parametrize("kind", ["photo", "screenshot"])
def test_a_picture_cut_off_anywhere_is_refused(inspector: Inspector, kind: str, percent: int):
    data = samples.photo() if kind == "photo" else samples.screenshot(mode="RGB")
    verdict = inspector.inspect(data[: len(data) * percent // 100])
    assert verdict == Refusal(RefusalReason.TRUNCATED)


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_a_start_and_rubbish_are_refused(inspector: Inspector, start: bytes):
    verdict = inspector.inspect(start + bytes(range(256)) + b"\xff\xd9IEND")
    assert verdict == Refusal(RefusalReason.UNREADABLE)
