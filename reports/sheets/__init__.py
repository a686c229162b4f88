"""A year's spreadsheet handed back to the desk: planned, looked over, taken in. Nothing here publishes."""
