"""A workspace survives whatever happens to the programs that write to it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.answers import every_answer, every_row
from tests.store.conftest import Make
from tests.store.notices import many, take_in
from tracer.errors import StoreError
from tracer.store import open_workspace

COUNT = 20
KILLS = 20


def start(folder: Path, target: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tracer", "ingest", str(folder), "--db", target]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stored(target: str) -> int:
    """How many notices are whole in it; 0 before there is a workspace."""
    try:
        workspace = open_workspace(target)
    except StoreError as error:
        if "tracer ingest" not in str(error):
            raise
        return 0
    return len(workspace.notices())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_random_moments_and_resumed_it_equals_one_clean_run(
    new_target: Make, tmp_path: Path, kind: str
) -> None:
    folder = many(tmp_path / "in", COUNT)
    clean = open_workspace(new_target(kind), create=True)
    take_in(clean, folder)
    target, draw, before = new_target(kind), random.Random(4), 0
    began = time.monotonic()
    start(folder, new_target(kind)).communicate()
    whole_run = time.monotonic() - began
    for _ in range(KILLS if kind == "sqlite" else KILLS // 4):
        running = start(folder, target)
        time.sleep(draw.uniform(0.2, 1.0) * whole_run)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        after = stored(target)
        assert after >= before
        before = after
    assert start(folder, target).wait() == 0
    resumed = open_workspace(target)
    assert every_answer(resumed) == every_answer(clean)
    assert every_row(resumed) == every_row(clean)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_ingests_at_once_are_safe(new_target: Make, tmp_path: Path, kind: str) -> None:
    folder, target = many(tmp_path / "in", COUNT), new_target(kind)
    both = [start(folder, target) for _ in range(2)]
    told = [running.communicate()[0].decode() for running in both]
    assert [running.returncode for running in both] == [0, 0]
    assert sum(int(line.split(": ")[1].split()[0]) for line in told) >= COUNT
    clean = open_workspace(new_target("sqlite"), create=True)
    take_in(clean, folder)
    assert every_answer(open_workspace(target)) == every_answer(clean)


def test_a_workspace_at_rest_is_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    take_in(open_workspace(folder / "x.db", create=True), many(tmp_path / "in", 2))
    assert [path.name for path in folder.iterdir()] == ["x.db"]
