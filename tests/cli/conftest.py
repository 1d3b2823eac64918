from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracer.cli import main
from tracer.cli.messages import speak

NOTICE = """关于病例7、病例8活动轨迹的通告
(2022年第3号)
截至4月9日24:00,我市累计报告确诊病例8例。
病例7
女,30岁,居住于城东区望月小区。4月2日20:00左右在青禾超市购物。4月8日核酸检测结果阳性。
病例8
男,5岁,居住于城东区望月小区,系病例7的儿子。4月5日-7日居家未外出。4月8日核酸检测结果阳性。
临江市疫情防控指挥部
2022年4月10日
"""

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run the command in this process, in English unless ``LANG`` is given; English is spoken again afterwards."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: object, stdin: bytes | str | None = None, lang: str = "C") -> Result:
        monkeypatch.setenv("LANG", lang)
        return CliRunner().invoke(main, [str(a) for a in args], input=stdin, prog_name="tracer")

    yield call
    speak("en")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, "utf-8")
    return path


@pytest.fixture
def shell() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command as a program of its own."""

    def call(*args: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "tracer", *map(str, args)]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
        return subprocess.run(command, input=stdin, capture_output=True, env=environment, timeout=60, check=False)

    return call
