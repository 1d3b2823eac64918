"""What the inference rests on: the figures of ``parameters.toml``, or of a user's file, made ready for use."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from tracer.errors import InputError
from tracer.infer.distributions import Days, convolve, log_normal, normal

AUTO = "auto"
VARIANTS = ("ancestral", "delta", "omicron")
WINDOWS = (2, 4)
Basis = Literal["onset", "positive", "diagnosis", "report"]
"""Which day of a case stands for its begin, best first."""
FAR = 25
"""Days from onset beyond which nobody is taken to infect; far outside every window."""


@dataclass(frozen=True)
class Parameters:
    """The figures in use. ``table`` is the parameter file as read; the rest follows from it."""

    variant: str
    window: int
    """Days before onset or first positive sample from which a case counts as infectious."""
    table: Mapping[str, Any]

    @cached_property
    def incubation_range(self) -> tuple[int, int]:
        """Fewest and most days from infection to onset."""
        low, high = self.table["limits"]["incubation"]
        return low, high

    @cached_property
    def incubation(self) -> Days:
        """Days from infection to onset."""
        figures = self.table["variant"][self.variant]["incubation"]
        return log_normal(figures["mean"], figures["sd"], *self.incubation_range)

    @cached_property
    def serial_interval(self) -> Days:
        """Days from the onset of an infector to that of the case it infected; negative ones included."""
        figures = self.table["variant"][self.variant]["serial_interval"]
        return normal(figures["mean"], figures["sd"], -FAR, FAR)

    @cached_property
    def infectiousness(self) -> Days:
        """Share of its transmissions that a case makes on each day from its onset, negative before.

        The serial interval is that day and the incubation of the person infected. With the two independent its
        mean is the difference of the published means and its variance that of the variances.
        """
        figures = self.table["variant"][self.variant]
        serial, incubation = figures["serial_interval"], figures["incubation"]
        variance = serial["sd"] ** 2 - incubation["sd"] ** 2
        sd = max(math.sqrt(max(variance, 0.0)), self.table["limits"]["least_sd"])
        return normal(serial["mean"] - incubation["mean"], sd, -FAR, FAR)

    def delay(self, basis: Basis) -> Days:
        """Days from onset to the day of this basis."""
        if basis == "onset":
            return {0: 1.0}
        figures = self.table["delay"][basis]
        return normal(figures["mean"], figures["sd"], *figures["range"])

    @cached_property
    def _kernels(self) -> dict[str, tuple[Days, Days]]:
        return {}

    def kernels(self, basis: Basis) -> tuple[Days, Days]:
        """Infection to the day of this basis; and infectiousness counted from that day."""
        if basis not in self._kernels:
            delay = self.delay(basis)
            begins, least = convolve(self.incubation, delay), self.incubation_range[0]
            told = {lag: p for lag, p in begins.items() if lag >= least}
            wrong = float(self.table["weight"]["misdated"])
            infected = {lag: p * (1 - wrong) + wrong / len(told) for lag, p in told.items()}
            infectious = convolve(self.infectiousness, {-days: p for days, p in delay.items()})
            self._kernels[basis] = (infected, infectious)
        return self._kernels[basis]

    def hazard(self, evidence: str) -> float:
        """The cumulative hazard of a class of evidence, from its attack rate."""
        return -math.log1p(-float(self.table["evidence"][evidence]["attack_rate"]))

    @cached_property
    def unknown(self) -> float:
        """The cumulative hazard of being infected by somebody the notices do not tell of."""
        return -math.log1p(-float(self.table["weight"]["unknown"]))


def load_parameters(variant: str = "omicron", window: int | None = None, file: str | Path | None = None) -> Parameters:
    """The parameters of a variant, with those of a user's file in place of ours.

    Raises:
        InputError: the file cannot be read or holds no such figures, or there is no such variant.

    >>> load_parameters("omicron").window
    4
    """
    table = tomllib.loads((files("tracer.infer") / "parameters.toml").read_text("utf-8"))
    if file is not None:
        _override(table, _read(Path(file)), str(file))
    if variant not in table["variant"]:
        raise InputError(f"no variant {variant!r}; there are {', '.join(table['variant'])}")
    parameters = Parameters(variant, table["limits"]["window"] if window is None else window, table)
    _try_out(parameters, str(file or "parameters.toml"))
    return parameters


def variant_of(day: date | None) -> str:
    """The variant that dominated in mainland China on a day; the latest where no day is known.

    >>> variant_of(date(2021, 8, 1)), variant_of(None)
    ('delta', 'omicron')
    """
    table = tomllib.loads((files("tracer.infer") / "parameters.toml").read_text("utf-8"))
    begun: list[str] = [name for name, row in table["variant"].items() if day is None or row["from"] <= day]
    return begun[-1] if begun else VARIANTS[0]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot read the parameters: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not valid TOML: {error}") from error


def _override(table: dict[str, Any], own: Mapping[str, Any], where: str, path: str = "") -> None:
    """Put a user's figures in place of ours; a name we do not have is an error, a variant of one's own is not."""
    for name, value in own.items():
        known = table.get(name)
        if known is None and path != "variant.":
            raise InputError(f"{where}: there is no parameter {path}{name}; there are {', '.join(sorted(table))}")
        if isinstance(known, dict) and isinstance(value, Mapping):
            _override(known, value, where, f"{path}{name}.")
        elif known is not None and type(known) is not type(value) and not _both_numbers(known, value):
            raise InputError(f"{where}: {path}{name} has to be like {known!r}")
        else:
            table[name] = value


def _both_numbers(a: object, b: object) -> bool:
    return all(isinstance(x, int | float) and not isinstance(x, bool) for x in (a, b))


def _try_out(parameters: Parameters, where: str) -> None:
    """Use every figure once, so that a wrong one is told by its file and not in the middle of the work."""
    try:
        for basis in ("onset", "positive", "diagnosis", "report"):
            parameters.kernels(basis)
        rates = [parameters.hazard(name) for name in parameters.table["evidence"]] + [parameters.unknown]
        shares = [*parameters.table["weight"]["stated"], parameters.table["weight"]["traced_forward"]]
        classes = set(parameters.table["relation"].values()) - set(parameters.table["evidence"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise InputError(f"{where}: a figure is missing or out of range: {error}") from error
    if min(rates) <= 0 or not all(0 < share < 1 for share in shares) or classes or parameters.window < 0:
        raise InputError(f"{where}: rates and shares lie between 0 and 1, and relations name a class of evidence")
