"""Forwarding notes: written in the transaction that moves a public address, read when an address is not found."""

from datetime import datetime

from ..models import Redirect

DEEPEST = 4  # no address of ours has more parts, and a stranger's may have thousands


def leave_redirect(*, old: str, new: str, now: datetime) -> None:
    """From now on `old` leads to `new`; notes that led to `old` are moved along, and none leads away from `new`."""
    if old == new:
        return
    Redirect.objects.filter(old_path=new).delete()
    Redirect.objects.filter(new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(old_path=old, defaults={"new_path": new, "created_at": now})


def destination_of(path: str) -> str | None:
    """Where a moved address is now, also when a folder above it was the one that moved."""
    parts = path.strip("/").split("/")
    folders = ["/" + "/".join(parts[:length]) + "/" for length in range(min(len(parts), DEEPEST), 0, -1)]
    notes = dict(Redirect.objects.filter(old_path__in=folders).values_list("old_path", "new_path"))
    return next((notes[folder] + path[len(folder) :] for folder in folders if folder in notes), None)
