"""The options that say what an inference assumes, and the inference under them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from tracer.cli.base import Option
from tracer.cli.graph_input import Input
from tracer.graph.attributes import Graph
from tracer.infer import Inference, infer, load_parameters
from tracer.infer.candidates import likely_variant
from tracer.infer.parameters import AUTO, WINDOWS

assumptions = (
    click.option("--variant", "assumed", cls=Option, default=AUTO, metavar="NAME"),
    click.option("--window", cls=Option, type=click.Choice([str(days) for days in WINDOWS])),
    click.option("--parameters", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a user assumes."""

    variant: str
    window: str | None
    parameters: Path | None

    def infer(self, graph: Graph) -> Inference:
        """The inference over a graph.

        Raises:
            InputError: the variant or the file of parameters does not do.
        """
        variant = likely_variant(graph) if self.variant == AUTO else self.variant
        window = int(self.window) if self.window else None
        return infer(graph, load_parameters(variant, window, self.parameters))


def read_inference(source: Input, assumed: Assumed) -> tuple[Graph, Inference, int]:
    """The graph of an input, the inference over it, and the exit code of the reading.

    Raises:
        UsageError: the arguments do not do.
        InputError: the parameters, or a table, do not do.
        NoNoticeError: everything was read and holds no notice.
    """
    # Wrong parameters are told before a long read, not after it.
    load_parameters(assumed.variant if assumed.variant != AUTO else "omicron", None, assumed.parameters)
    graph, code = source.graph()
    return graph, assumed.infer(graph), code
