"""The desk's work on reports: changed, filed, copied, gone back in, and shown and shared before anything is public."""
