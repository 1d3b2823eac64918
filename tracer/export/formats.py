"""Every format by its name: what it is, how its files end, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracer.errors import ExportError
from tracer.export.clusters import clusters
from tracer.export.cytoscape import write_cytoscape
from tracer.export.dot import write_dot
from tracer.export.epicontacts import write_epicontacts
from tracer.export.gexf import write_gexf
from tracer.export.godata import write_godata
from tracer.export.graph_json import write_graph_json
from tracer.export.graphml import write_graphml
from tracer.export.microbetrace import write_microbetrace
from tracer.export.output import Output, write_output
from tracer.export.parquet import write_parquet
from tracer.export.table import csv_bytes
from tracer.export.tables import case_table
from tracer.export.xlsx import write_xlsx
from tracer.graph.attributes import Graph


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask for; a format takes those it knows."""

    view: str = "full"
    only_described: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    suffix: str
    """How the file ends; empty for a format that is a folder of files."""
    write: Callable[[Graph, Output, Options], None]
    takes: frozenset[str] = frozenset()
    """The names of the options it takes."""

    @property
    def folder(self) -> bool:
        """Whether it is several files."""
        return not self.suffix


def write_case_table(graph: Graph, target: Output) -> None:
    """Write the described cases of a graph as a line list in CSV.

    Raises:
        ExportError: the file cannot be written.
    """
    write_output(csv_bytes(case_table(graph, stubs=False)), target)


def _viewed(write: Callable[..., None]) -> Callable[[Graph, Output, Options], None]:
    return lambda graph, target, options: write(graph, target, view=options.view)


def _cut(write: Callable[..., None]) -> Callable[[Graph, Output, Options], None]:
    return lambda graph, target, options: write(graph, target, only_described=options.only_described)


def _plain(write: Callable[[Graph, Output], None]) -> Callable[[Graph, Output, Options], None]:
    return lambda graph, target, options: write(graph, target)


VIEW, ONLY = frozenset({"view"}), frozenset({"only_described"})
FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        Format("cytoscape", ".cyjs", _viewed(write_cytoscape), VIEW),
        Format("dot", ".dot", _plain(write_dot)),
        Format("epicontacts", "", _cut(write_epicontacts), ONLY),
        Format("gexf", ".gexf", _viewed(write_gexf), VIEW),
        Format("godata", "", _cut(write_godata), ONLY),
        Format("graphml", ".graphml", _viewed(write_graphml), VIEW),
        Format("json", ".json", _viewed(write_graph_json), VIEW),
        Format("linelist", ".csv", _plain(write_case_table)),
        Format("microbetrace", "", _cut(write_microbetrace), ONLY),
        Format("parquet", "", _plain(write_parquet)),
        Format("xlsx", ".xlsx", _plain(write_xlsx)),
    )
}


def export(graph: Graph, name: str, target: str | Path, options: Options = Options(), per_cluster: bool = False) -> int:
    """Write a graph in the format of this name; the number of graphs written.

    With ``per_cluster`` the target is a folder that gets a folder for each cluster of two or more cases.

    Raises:
        ExportError: there is no such format, or something cannot be written.
    """
    chosen = FORMATS.get(name)
    if chosen is None:
        raise ExportError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    if not per_cluster:
        chosen.write(graph, target, options)
        return 1
    parts = clusters(graph)
    for folder, part in zip(_folders(Path(target), parts), parts, strict=True):
        chosen.write(part, folder if chosen.folder else folder / f"cluster{chosen.suffix}", options)
    return len(parts)


def _folders(target: Path, parts: Sequence[Graph]) -> list[Path]:
    digits = max(2, len(str(len(parts))))
    folders = [target / f"cluster-{number:0{digits}}" for number in range(1, len(parts) + 1)]
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{target}: cannot make this folder: {error.strerror or error}") from error
    return folders
