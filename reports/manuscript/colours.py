"""Colours as people see them: the contrast between two of them (WCAG 2.2, "contrast ratio")."""

HOUSE_ACCENT = "#0b5563"
PAPER, WHITE = "#fdfcf9", "#ffffff"
LEAST_FOR_TEXT = 4.5


def contrast(one: str, other: str) -> float:
    """From 1 to 21; colours as "#0b5563"."""
    brighter, darker = sorted([_luminance(one), _luminance(other)], reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
