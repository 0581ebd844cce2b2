"""Examines photos and draws them anew, so that only the picture itself is kept."""

import io
import struct
import zlib

from PIL import Image, JpegImagePlugin, PngImagePlugin

from papers.inspect import Limits, Paper, Refusal, RefusalReason

# The header is checked against our own, lower limit before anything is decoded.
Image.MAX_IMAGE_PIXELS = None

_ORIENTATION = 0x0112  # the EXIF tag
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_END = {"jpg": b"\xff\xd9", "png": b"IEND"}
_BROKEN = (
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on files that are not as they should be."""


def examine_image(data: bytes, extension: str, limits: Limits) -> Paper | Refusal:
    """Examine a JPEG (`jpg`) or PNG (`png`); the pixels are counted before they are decoded."""
    pixels = 0
    try:
        image = _open(data, extension)
        pixels = image.width * image.height
        if pixels > limits.pixels:
            return _too_many_pixels(pixels, limits)
        image = _upright(image)
        content = _drawn_anew(image, extension)
    except MemoryError:
        return _too_many_pixels(pixels, limits)
    except _BROKEN as error:
        return _broken(data, extension, error)
    if len(content) > limits.file_bytes:
        return Refusal(RefusalReason.TOO_LARGE, {"limit": limits.file_bytes // 2**20})
    return Paper(extension, 1, image.width, image.height, signed=False, content=content)


def _open(data: bytes, extension: str) -> Image.Image:
    """Read the header only, with one decoder and no other."""
    source = io.BytesIO(data)
    if extension == "png":
        return PngImagePlugin.PngImageFile(source)
    return JpegImagePlugin.JpegImageFile(source)


def _upright(image: Image.Image) -> Image.Image:
    """Decode, and turn the picture the way it was held."""
    image.load()
    turn = _UPRIGHT.get(_orientation(image))
    return image if turn is None else _turned(image, turn)


def _turned(image: Image.Image, turn: Image.Transpose) -> Image.Image:
    turned = image.transpose(turn)
    # The tables by which a JPEG was rounded; Pillow keeps them on what it opened only.
    turned.quantization = getattr(image, "quantization", None)  # type: ignore[attr-defined]
    return turned


def _drawn_anew(image: Image.Image, extension: str) -> bytes:
    """Encode the picture and nothing else."""
    kept = io.BytesIO()
    transparency = image.info.get("transparency")
    # Colour profile, comment, EXIF, XMP and texts all live here.
    image.info = {}
    if extension == "png":
        if transparency is not None:
            image.info["transparency"] = transparency
        # The usual 6 makes a screenshot a tenth smaller and costs half as much again.
        image.save(kept, "PNG", compress_level=3)
        return kept.getvalue()
    tables = getattr(image, "quantization", None)
    if image.mode in ("RGB", "L") and tables:
        # The same tables again: no second loss, and the size stays about the same.
        image.save(kept, "JPEG", qtables=tables)
    else:
        image.convert("RGB").save(kept, "JPEG", quality=90)
    return kept.getvalue()


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held; a broken EXIF block is no reason to refuse a photo."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) else 1


def _too_many_pixels(pixels: int, limits: Limits) -> Refusal:
    values = {"megapixels": -(-pixels // 1_000_000), "limit": limits.pixels // 1_000_000}
    return Refusal(RefusalReason.TOO_MANY_PIXELS, values)


def _broken(data: bytes, extension: str, error: BaseException) -> Refusal:
    """Tell a file that ends too early from one that is damaged."""
    ends_early = "truncated" in str(error) or _END[extension] not in data[-(2**20) :]
    return Refusal(RefusalReason.TRUNCATED if ends_early else RefusalReason.UNREADABLE)
