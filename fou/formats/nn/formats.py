"""Nynorsk writes dates and numbers as bokmål does."""

from ..nb.formats import *  # noqa: F403
