"""One line on standard error that tells, in a long run, how far it has come."""

from __future__ import annotations

import sys
import time

from tracer.cli.messages import say
from tracer.cli.render import is_terminal

PATIENCE = 1.0
"""Seconds of silence: a run shorter than this shows no progress."""
INTERVAL = 0.2
WIDTH = 20
"""Characters of the bar."""
ERASE = "\r\x1b[K"


class Progress:
    """The line; it is shown only where a person watches and nothing else is written meanwhile."""

    def __init__(self, total: int, prints: bool = False, text: str = "progress") -> None:
        self._total = total
        self._text = text
        self._wanted = is_terminal(sys.stderr) and not (prints and is_terminal(sys.stdout))
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def step(self, done: int, found: int) -> None:
        """Show that so many inputs are done and so many notices found, if it is time to."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + INTERVAL
            full = WIDTH * done // max(self._total, 1)
            self.tell(
                "█" * full + "░" * (WIDTH - full) + " " + say(self._text, done=done, total=self._total, found=found)
            )

    def tell(self, sentence: str) -> None:
        """Show a sentence in the place of the line, whatever the time."""
        if self._wanted:
            self._shown = True
            sys.stderr.write(ERASE + sentence)
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be said."""
        if self._shown:
            sys.stderr.write(ERASE)
            sys.stderr.flush()
            self._shown = False
