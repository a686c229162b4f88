"""What the worker looks after by itself, whether anybody asks or not: verbs that take the clock, done in turn."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper

from .files.links import take_up_new
from .files.texts import read_waiting_files
from .files.verdicts import judge_waiting_files
from .models import Event
from .publishing.schedule import publish_due

SECONDS_BETWEEN = 20
logger = logging.getLogger(__name__)


class AfterDeeds:
    """A verb that reads all there is, and finds nothing new until the log has a new entry."""

    def __init__(self, verb: Callable):
        update_wrapper(self, verb)
        self.verb, self.newest = verb, object()

    def __call__(self, *, now: datetime) -> None:
        newest = Event.objects.values_list("pk", flat=True).order_by("-pk").first()
        if newest != self.newest:
            self.verb(now=now)
            self.newest = newest


ROUNDS: tuple[Callable, ...] = (publish_due, read_waiting_files, judge_waiting_files, AfterDeeds(take_up_new))


def go_round(*, now: datetime) -> None:
    """One that goes wrong is logged and holds up none of the others; the next round tries it again."""
    for verb in ROUNDS:
        try:
            verb(now=now)
        except Exception:
            logger.exception("Round: %s", verb.__name__)
