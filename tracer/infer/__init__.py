"""Inference over the evidence graph: possible infectors with probabilities, the forest, and links that cannot be."""

from __future__ import annotations

from tracer.infer.candidates import IMPORTED, UNKNOWN, Candidate, Inference, Sources, infer
from tracer.infer.check import Doubt, check
from tracer.infer.edges import with_candidates, with_forest
from tracer.infer.forest import Branch, Forest, most_probable_forest
from tracer.infer.parameters import VARIANTS, Parameters, load_parameters, variant_of
from tracer.infer.score import Score, score
from tracer.infer.why import Why, why

__all__ = [
    "IMPORTED",
    "UNKNOWN",
    "VARIANTS",
    "Branch",
    "Candidate",
    "Doubt",
    "Forest",
    "Inference",
    "Parameters",
    "Score",
    "Sources",
    "Why",
    "check",
    "infer",
    "load_parameters",
    "most_probable_forest",
    "score",
    "variant_of",
    "why",
    "with_candidates",
    "with_forest",
]
