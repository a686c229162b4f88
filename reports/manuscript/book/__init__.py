"""The yearly document: an edition laid out once as plain data (pages.py), which both PDF and Word write."""
