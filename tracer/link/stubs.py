"""The identity of a person who is only referred to: one stub for each scoped reference.

The id says what is known: area and number where numbers run on, area, day and number where the words name the day.
It depends on nothing but that, so the same stub arises from whichever notice comes first.
"""

from __future__ import annotations

from tracer.link.labels import Reference
from tracer.link.numbering import counting_area
from tracer.link.register import Described, Register


def stub_id(register: Register, ref: Reference, asker: Described) -> str:
    """The id of the person whom a reference means and no notice at hand describes.

    A name counts inside its notice. A person only described (一例确诊病例) is somebody else for each case that
    mentions one.
    """
    notice = register.notices[asker.notice]
    if ref.number is None:
        said = ref.name or ref.label
        return f"stub:{notice.notice_id if ref.name else asker.case_id}/{said}"
    count = None if ref.elsewhere else counting_area(register.areas[asker.notice], ref)
    number = f"{ref.series}{ref.number}"
    if ref.published_on is not None:
        return f"stub:{count.city + count.name if count else notice.notice_id}/{ref.published_on}/{number}"
    told = register.counts(count, ref.series, register.days[asker.notice])
    if count is None or told is None or told[0] != "running" or ref.dated:
        said = ref.label if ref.dated or ref.earlier or ref.elsewhere else f"{ref.scope}{number}"
        return f"stub:{notice.notice_id}/{said}"
    return f"stub:{count.city + count.name}/{_wave(register, ref, asker)}{number}"


def _wave(register: Register, ref: Reference, asker: Described) -> str:
    """The day on which the wave began, where there are several."""
    count = counting_area(register.areas[asker.notice], ref)
    told = register.counts(count, ref.series, register.days[asker.notice])
    if count is None or told is None:
        return ""
    waves = register.numberings[count, ref.series].waves
    return f"{waves[told[1]][0].day}~/" if len(waves) > 1 else ""
