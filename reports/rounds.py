"""What the worker looks after by itself, whether anybody asks or not: verbs that take the clock, done in turn."""

import logging
from collections.abc import Callable
from datetime import datetime

from .files.texts import read_waiting_files
from .files.verdicts import judge_waiting_files
from .publishing.schedule import publish_due

SECONDS_BETWEEN = 20
ROUNDS: tuple[Callable, ...] = (publish_due, read_waiting_files, judge_waiting_files)
logger = logging.getLogger(__name__)


def go_round(*, now: datetime) -> None:
    """One that goes wrong is logged and holds up none of the others; the next round tries it again."""
    for verb in ROUNDS:
        try:
            verb(now=now)
        except Exception:
            logger.exception("Round: %s", verb.__name__)
