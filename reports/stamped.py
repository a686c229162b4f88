"""What a process reads of the public side once, and keeps while the stamp stands still."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import connection

from .models import Stamp

Read = TypeVar("Read")


def while_stamp_stands(read: Callable[[], Read]) -> Callable[[], Read]:
    """The same, read anew only when the stamp has moved, and always in a transaction, for its stamp may be rolled back.

    What is kept is shared by the process's threads: nobody may change it.
    """
    kept: list[tuple[tuple, Read]] = []

    @wraps(read)
    def current() -> Read:
        if connection.in_atomic_block:
            return read()
        stamp = Stamp.standing()
        for kept_stamp, value in kept:
            if kept_stamp == stamp:
                return value
        value = read()
        if Stamp.standing() == stamp:
            kept[:] = [(stamp, value)]
        return value

    return current
