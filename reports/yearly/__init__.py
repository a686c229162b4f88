"""The yearly document as files: drawn up, frozen, packed, delivered; and how the next year begins."""
