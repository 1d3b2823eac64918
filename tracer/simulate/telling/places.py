"""How places are put into words, and the records of those words."""

from __future__ import annotations

from random import Random

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.names import Site


class Places:
    """How the places of one notice are written: with or without district and town."""

    def __init__(self, rng: Random, city: City) -> None:
        self._rng = rng
        self._city = city

    def write(self, site: Site, prefix: bool | None = None) -> str:
        """The words for a place; the district before it as wanted, or in about a third of the mentions."""
        led = self._rng.random() < 0.35 if prefix is None else prefix
        if site.kind == "hospital" or not led or site.county is None:
            return site.name
        town = site.township if site.township and self._rng.random() < 0.4 else ""
        return f"{self._city.county_name(site.county)}{town}{site.name}"

    def record(self, site: Site, where: m.TextSpan) -> m.Place:
        """The record of a place that was written by `write`."""
        lead = where.text.removesuffix(site.name)
        area = None
        if site.kind == "hospital" and site.name.startswith(self._city.name):
            return m.Place(
                text=where.text, span=where.span, name=site.name.removeprefix(self._city.name), kind="hospital",
                area=self._city.area(None),
            )  # fmt: skip
        if lead and site.county:
            area = self._city.area(site.county, site.township if lead.endswith(str(site.township)) else None)
        return m.Place(text=where.text, span=where.span, name=site.name, kind=site.kind, area=area)

    def area_words(self, site: Site) -> str:
        """City and district (太原市小店区)."""
        return f"{self._city.name}{self.district(site)}"

    def area(self, site: Site, where: m.TextSpan) -> m.Place:
        """The record of a residence of which only the district is told."""
        return m.Place(
            text=where.text, span=where.span, name=where.text, kind="area", area=self._city.area(site.county)
        )  # fmt: skip

    def district(self, site: Site) -> str:
        """The county a place lies in; the first one of the city where that is not known."""
        return self._city.county_name(site.county or self._city.counties[0])

    def home(self, site: Site, where: m.TextSpan) -> m.Place:
        """The record of 家, which stands for the residence."""
        area = self._city.area(site.county) if site.county else None
        return m.Place(text=where.text, span=where.span, name=site.name, kind="home", area=area, status="inferred")
