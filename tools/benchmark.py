"""Characters a second from text to JSON Lines, on one core: ``python tools/benchmark.py [FILE_OR_DIRECTORY…]``.

Without paths it reads the fixtures, many times over. Processor time is counted, not the clock, and the best of several
rounds is told, so that other work on the machine matters little. The first round compiles the rules.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROUNDS = 5
REPEATED = 20
FIXTURES = Path(__file__).parent.parent / "fixtures" / "notices"
OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""As the command line sets it."""


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    began = time.process_time()
    from tracer.parse.pipeline import parse_document
    from tracer.read.document import read_document
    from tracer.read.paths import find_inputs

    imported = time.process_time() - began
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    files = find_inputs(arguments or [FIXTURES]).files * (1 if arguments else REPEATED)
    documents = [read_document(path) for path in files]
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for document in documents:
            for notice in parse_document(document):
                notice.model_dump_json()
        rounds.append(time.process_time() - began)
    characters = sum(len(document.raw) for document in documents)
    print(f"{characters:,} characters in {len(documents)} files; import {imported:.2f} s")
    print(f"first round {rounds[0]:.2f} s, best of {ROUNDS} {min(rounds):.2f} s")
    print(f"{characters / min(rounds):,.0f} characters a second")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main(sys.argv[1:])
