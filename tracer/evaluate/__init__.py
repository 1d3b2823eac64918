"""How well a parse agrees with notices annotated by hand (``docs/annotating.md`` tells how to annotate)."""

from tracer.evaluate.check import check_annotation
from tracer.evaluate.gold import GoldFile, load_gold
from tracer.evaluate.report import Measure, Miss, Report
from tracer.evaluate.scoring import evaluate

__all__ = ["GoldFile", "Measure", "Miss", "Report", "check_annotation", "evaluate", "load_gold"]
