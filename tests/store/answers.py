"""All that a workspace answers, as one text: two workspaces are the same if theirs is."""

from __future__ import annotations

import json

from tracer import query
from tracer.store import VIEWS, Workspace, run_sql

COLUMNS_OF_ONE_WORKSPACE = {"document_id"}


def every_answer(workspace: Workspace) -> str:
    graph = workspace.graph()
    asked: dict[str, object] = {
        "cases": query.cases(graph),
        "shared": query.shared(graph, everywhere=True),
        "clusters": query.clusters(graph, shared=True),
        "unresolved": query.unresolved(graph),
        "search": query.search(graph, workspace.texts_with("面馆"), "面馆"),
    }
    for row in query.cases(graph):
        asked[f"card {row.case_id}"] = [query.case_card(graph, row.case_id)]
        asked[f"timeline {row.case_id}"] = query.timeline(graph, [row.case_id])
        asked[f"links {row.case_id}"] = query.links(graph, row.case_id, 3)
    return json.dumps({name: query.as_data(answer) for name, answer in asked.items()}, ensure_ascii=False, indent=1)


def every_row(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all views but those of documents, whose numbers depend on the order of arrival."""
    found = {}
    for view in VIEWS:
        if view.name != "documents":
            columns = [name for name in view.names if name not in COLUMNS_OF_ONE_WORKSPACE]
            chosen = ", ".join(f'"{name}"' for name in columns)
            found[view.name] = list(run_sql(workspace, f"SELECT {chosen} FROM {view.name}").rows)
    return found
