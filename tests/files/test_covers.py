import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from reports.files import covers
from reports.files.covers import PictureRefused, cover_bytes, keep_cover
from reports.models import Edition
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("media")


def _kept(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(cover_bytes(keep_cover(content=content, name="bilde.png"))))


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
def test_every_picture_is_made_into_the_one_kind(kind, mode):
    kept = _kept(picture(kind=kind, mode=mode))
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (1600, 1000))


def test_what_the_camera_wrote_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "Kameraet mitt"
    kept = _kept(picture(kind="JPEG", exif=exif))
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


def test_a_picture_that_lies_on_its_side_is_turned_first():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert _kept(picture(1200, 2000, kind="JPEG", exif=exif)).size == (1600, 1000)


def test_the_same_picture_is_kept_once():
    assert keep_cover(content=picture(), name="a.png") == keep_cover(content=picture(), name="b.png")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "verken JPEG eller PNG"),
        (b"<svg onload='alert(1)'/>", "verken JPEG eller PNG"),
        (picture(kind="GIF"), "verken JPEG eller PNG"),
        (picture(1599, 1200), "1599 × 1200 punkter, og må ha minst 1600 × 1000"),
        (picture()[:400], "lar seg ikke lese helt ut"),
        (picture(10_000, 6_001, mode="1"), "flere enn 60 millioner punkter"),
    ],
)
def test_what_can_be_no_cover_is_refused_with_a_sentence(content, sentence, media):
    with pytest.raises(PictureRefused, match=sentence):
        keep_cover(content=content, name="bilde.png")
    assert not list(media.rglob("*.jpg"))


def test_a_file_too_large_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(covers, "LARGEST", 10)
    with pytest.raises(PictureRefused, match="større enn"):
        keep_cover(content=picture(), name="bilde.png")


@pytest.mark.parametrize("colour", ["#0b5563", "#7a1f4b", "#000000"])
@pytest.mark.django_db
def test_colours_that_can_be_read_are_taken(colour):
    Edition(year=2031, title="x", accent=colour).full_clean()


@pytest.mark.parametrize(
    ("colour", "sentence"),
    [
        ("#ffcc00", "Fargen #ffcc00 har kontrast 1,5 mot hvitt papir"),
        ("#777777", "må ha minst 4,5"),
        ("red", "«red» er ingen farge"),
        ("#0B5563", "ingen farge"),
        ("#12345g", "ingen farge"),
    ],
)
@pytest.mark.django_db
def test_colours_that_cannot_be_read_are_refused_with_a_sentence(colour, sentence):
    with pytest.raises(ValidationError) as refused:
        Edition(year=2031, title="x", accent=colour).full_clean()
    assert sentence in " ".join(refused.value.message_dict["accent"])
