"""A simulated outbreak as a folder of files."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

from tracer.errors import ExportError
from tracer.evaluate.gold import GoldFile, GoldNotice, from_case
from tracer.models import Notice
from tracer.simulate.answers import TrueCase
from tracer.simulate.outbreak import Outbreak
from tracer.simulate.variants import variant


def write_outbreak(outbreak: Outbreak, folder: Path) -> None:
    """Write the notices, their records, annotations and the truth into a new folder; all of it or nothing.

    Raises:
        ExportError: the folder is there already and holds something, or cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ExportError(f"{folder}: is there already; give a new or an empty folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    except OSError as error:
        raise ExportError(f"{folder}: cannot make this folder: {error.strerror or error}") from error
    try:
        for name, text in files(outbreak):
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_bytes(text.encode("utf-8"))
        made.chmod(0o777 & ~_umask())
        made.replace(folder)
    except OSError as error:
        raise ExportError(f"{folder}: cannot write: {error.strerror or error}") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def files(outbreak: Outbreak) -> Iterator[tuple[str, str]]:
    """Names and contents of all files."""
    for told in outbreak.told:
        yield f"notices/{told.name}.txt", told.text
        yield f"annotations/{told.name}.json", annotation(told.record)
    yield "records.jsonl", "".join(record.model_dump_json() + "\n" for record in outbreak.notices)
    yield "truth.csv", truth_csv(outbreak.truth)
    yield "settings.json", _settings(outbreak)


def annotation(notice: Notice) -> str:
    """What `tracer evaluate` compares a parse of the notice with."""
    head = GoldNotice(
        title=notice.title.text if notice.title else None,
        serial=notice.serial.text if notice.serial else None,
        issuer=notice.issuer.text if notice.issuer else None,
        issued_on=notice.issued_on.value if notice.issued_on else None,
        totals={total.classification: total.count for total in notice.totals},
    )
    gold = GoldFile(notice=head, cases=tuple(from_case(case) for case in notice.cases))
    return json.dumps(gold.model_dump(exclude_none=True), ensure_ascii=False, indent=1) + "\n"


def truth_csv(truth: tuple[TrueCase, ...]) -> str:
    """One row a case; several pieces of evidence are divided by blanks, what is unknown is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [field.name for field in fields(TrueCase)], lineterminator="\n")
    writer.writeheader()
    for case in truth:
        writer.writerow({**asdict(case), "evidence": " ".join(case.evidence)})
    return out.getvalue()


def _settings(outbreak: Outbreak) -> str:
    """The settings that make the same outbreak again, and the sources of the figures."""
    chosen = variant(outbreak.settings.variant)
    body = asdict(outbreak.settings) | {
        "city": outbreak.city,
        "k": outbreak.settings.k or chosen.k,
        "incubation": chosen.incubation,
        "serial_interval": chosen.serial_interval,
        "sources": chosen.sources,
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
