"""The palette, read from tokens.css: enough contrast in light and dark, wherever two colours meet."""

import re

import pytest
from django.conf import settings

TEXT, MARK = 4.5, 3.0
PAIRS = [
    *(("ink", ground, TEXT) for ground in ("paper", "wash", "state-wash", "track")),
    *(("soft", ground, TEXT) for ground in ("paper", "wash")),
    *(("accent", ground, TEXT) for ground in ("paper", "wash", "state-wash")),
    *(("accent-deep", ground, TEXT) for ground in ("paper", "wash")),
    *(("state", ground, TEXT) for ground in ("paper", "state-wash")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("edge", "paper", MARK),
    ("edge", "wash", MARK),
    ("accent", "track", MARK),
    *(("focus", ground, MARK) for ground in ("paper", "wash", "focus-glow")),
]


def _schemes() -> dict[str, dict[str, str]]:
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light, dark = css.split("prefers-color-scheme: dark")
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part))
        for name, part in [("light", light), ("dark", dark)]
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(scheme, front, ground, least):
    colours = _schemes()[scheme]
    assert _contrast(colours[front], colours[ground]) >= least


def test_both_schemes_have_every_colour():
    schemes = _schemes()
    assert schemes["light"].keys() == schemes["dark"].keys()
