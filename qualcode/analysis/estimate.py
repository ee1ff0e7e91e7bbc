"""What a coefficient says of bare data: its value, how sure it is, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

NAN = float("nan")

# Why a number is undefined or has no interval, in words of `qualcode.wording`.
TOO_RARE = "too rare"
NEVER_APPLIED = "never applied"
NO_PAIRS = "no unit was read by two coders"
ONE_VALUE = "only one value was used"
NO_CHANCE = "agreement by chance is already complete"
TOO_FEW_GROUPS = "fewer than 4 documents to resample"
FRAGILE = "undefined without one of the documents"
NO_DISAGREEMENT = "no disagreement at all: the interval has no width"
FEW_READERS = "no document was read by two coders"
NOTHING_MARKED = "nobody marked anything"
ALL_MARKED = "no text was left unmarked"
NOT_SHARED = "no text was marked by two coders"
EXPERIMENTAL = (
    "experimental with more than two coders: the original equation for pairing a unit with itself was not seen, "
    "the printed example is reproduced by the square of the mean"
)

#: For each of these the key of its sentence in the wording (``reason.``).
REASONS: dict[str, str] = {
    TOO_RARE: "too_rare",
    NEVER_APPLIED: "never_applied",
    NO_PAIRS: "no_units",
    ONE_VALUE: "one_value",
    NO_CHANCE: "no_chance",
    TOO_FEW_GROUPS: "few_documents",
    FRAGILE: "fragile",
    NO_DISAGREEMENT: "no_width",
    FEW_READERS: "few_readers",
    NOTHING_MARKED: "nothing_marked",
    ALL_MARKED: "all_marked",
    NOT_SHARED: "not_shared",
    EXPERIMENTAL: "experimental",
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient of agreement, unrounded.

    `value` is NaN where the coefficient is undefined, with the reason in `note`. `se`, `low`, `high` and `confidence`
    are NaN where no interval was asked for or none can be had; `method` names how the interval was made. `units` counts
    the units with at least two readings, `coders` those who read one of them; for marked spans `units` counts the spans.
    `observed` and `expected` are what the value is made of: agreement for the kappas and AC, disagreement for alpha, NaN
    where there is no such thing. `coverage` is the share of the text that a coefficient of marked spans looks at, NaN for
    those that look at all of it.
    """

    value: float
    se: float = NAN
    low: float = NAN
    high: float = NAN
    confidence: float = NAN
    method: str = ""
    units: int = 0
    coders: int = 0
    observed: float = NAN
    expected: float = NAN
    note: str = ""
    coverage: float = NAN
