"""Print the tables of docs/inference.md: the inference scored on simulated outbreaks.

.venv/bin/python tools/score_inference.py            # the seeds the one figure was calibrated on
.venv/bin/python tools/score_inference.py 41 42 43   # others
"""

from __future__ import annotations

import sys

from tracer import parse
from tracer.graph import build_graph
from tracer.infer import infer, load_parameters, score
from tracer.infer.score import reliability, stated_outcomes
from tracer.simulate import simulate

CASES, SEEDS = 500, (1, 2, 3)
VARIANTS = ("omicron", "delta", "ancestral")


def run(
    variant: str, seed: int, assumed: str, window: int | None = None, told: float | None = None, read: bool = False
) -> list[tuple[float, bool]]:
    """Print the line of one outbreak; the probabilities stated in it and whether they came true."""
    more = {} if told is None else {"evidence": told}
    made = simulate(CASES, seed=seed, variant=variant, **more)
    truth = {case.case_id: case.infector for case in made.truth}
    notices = [n for one in made.told for n in parse(one.text)] if read else made.notices
    inference = infer(build_graph(notices), load_parameters(assumed, window))
    found = score(inference, truth)
    name = ", ".join(
        part
        for part in (
            variant,
            f"seed {seed}",
            f"{told * 100:.0f} % told" if told is not None else "",
            f"taken for {assumed}" if assumed != variant else "",
            f"window {window}" if window is not None else "",
            "read from the text" if read else "",
        )
        if part
    )
    shares = " | ".join(f"{share or 0:.3f}".lstrip("0") for share in (found.top1, found.top3, found.top3_any))
    brier, links = f"{found.brier:.2f} ({found.brier_no_skill:.2f})", f"{found.links_right or 0:.2f} of {found.links}"
    print(f"| {name} | {found.with_infector} | {found.evidenced} | {shares} | {brier} | {links} |")
    return list(stated_outcomes(inference, truth))


def main(seeds: tuple[int, ...]) -> None:
    """All tables."""
    print("| outbreak | infected by a case | evidenced | first | first three | of any evidence | Brier | links right |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    outcomes = [pair for v in VARIANTS for seed in seeds for pair in run(v, seed, v)]
    for told in (0.3, 0.9):
        for seed in seeds:
            run("omicron", seed, "omicron", told=told)
    for seed in seeds:
        run("omicron", seed, "omicron", window=2)
        run("omicron", seed, "ancestral")
        run("omicron", seed, "omicron", read=True)
    print("\n| stated | number | mean stated | came true |\n|---|--:|--:|--:|")
    for b in reliability(outcomes):
        print(f"| {b.low * 100:.0f}–{b.high * 100:.0f} % | {b.count:,} | {b.stated:.3f} | {b.observed:.3f} |")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SEEDS)
