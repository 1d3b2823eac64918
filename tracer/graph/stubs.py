"""The identity of a case that is only referred to: one stub for each scoped reference."""

from __future__ import annotations

from tracer.link.labels import area_names, of_target
from tracer.models import Case, Notice, Target


def stub_id(notice: Notice, case: Case, target: Target) -> str:
    """The node id of a case only referred to.

    A number or a name counts inside its notice, or, with a day of publication, inside the notices of that day
    in that area. A case only described (一例确诊病例) is somebody else for each case that mentions it.
    """
    ref = of_target(target)
    if ref.number is None:
        said = ref.name or ref.label
        owner = notice.notice_id if ref.name else case.case_id
        return f"stub:{owner}/{said}"
    number = f"{ref.series}{ref.number}"
    if ref.published_on is None:
        return "stub:" + "/".join(p for p in (notice.notice_id, ref.scope, number) if p)
    area = ref.scope or "".join(area_names(notice.area)) or notice.notice_id
    return f"stub:{area}/{ref.published_on}/{number}"
