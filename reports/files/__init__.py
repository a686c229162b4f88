"""Files that are kept, read and judged, and outside addresses asked whether they still answer."""
