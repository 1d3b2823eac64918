"""``tracer simulate``: an invented outbreak whose truth is known."""

from __future__ import annotations

from pathlib import Path

import click

from tracer.cli.base import Command, Option, options
from tracer.cli.messages import say
from tracer.cli.progress import Progress
from tracer.simulate import Outbreak, Settings, make, styles, variants, write_outbreak
from tracer.simulate.settings import MOST_CASES

DEFAULTS = Settings()


@click.command(cls=Command, help="help.simulate")
@options(
    click.option("--cases", cls=Option, type=click.IntRange(1, MOST_CASES), default=DEFAULTS.cases),
    click.option("--seed", cls=Option, type=int, default=DEFAULTS.seed),
    click.option("--variant", cls=Option, type=click.Choice(variants()), default=DEFAULTS.variant),
    click.option("--style", cls=Option, type=click.Choice(styles()), default=DEFAULTS.style),
    click.option("--city", cls=Option, metavar="NAME"),
    click.option("--r", cls=Option, type=float, default=DEFAULTS.r),
    click.option("--k", cls=Option, type=float),
    click.option("--evidence", cls=Option, type=float, default=DEFAULTS.evidence),
    click.option("--imported", cls=Option, type=float, default=DEFAULTS.imported),
    click.option("-o", "--output", "folder", cls=Option, required=True, type=click.Path(path_type=Path), metavar="DIR"),
)
def simulate(
    cases: int,
    seed: int,
    variant: str,
    style: str,
    city: str | None,
    r: float,
    k: float | None,
    evidence: float,
    imported: float,
    folder: Path,
) -> int:
    """Make the outbreak, write it, and say in a line what it is."""
    progress = Progress(cases, text="simulate.progress")
    outbreak = make(Settings(cases, seed, variant, style, r, k, evidence, imported, city), progress.step)
    progress.clear()
    write_outbreak(outbreak, folder)
    click.echo(_summary(outbreak, folder))
    return 0


def _summary(outbreak: Outbreak, folder: Path) -> str:
    truth = outbreak.truth
    caught = [case for case in truth if case.infector is not None]
    return say(
        "simulate.summary",
        folder=folder,
        city=outbreak.city,
        cases=len(truth),
        notices=len(outbreak.told),
        introductions=len(truth) - len(caught),
        transmissions=len(caught),
        evidenced=sum(case.evidenced for case in caught),
    )
