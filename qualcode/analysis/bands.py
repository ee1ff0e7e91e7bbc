"""What a coefficient is held against: the study's threshold, and verbal bands where somebody asks for them."""

from __future__ import annotations

from math import erf, isnan, sqrt
from typing import TYPE_CHECKING

from qualcode.errors import CallError, did_you_mean
from qualcode.table import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

#: For each scheme the lower end of each band, from high to low; the last one has no lower end.
SCHEMES: dict[str, tuple[tuple[str, float], ...]] = {
    "landis-koch": (
        ("almost_perfect", 0.8), ("substantial", 0.6), ("moderate", 0.4), ("fair", 0.2), ("slight", 0.0), ("poor", -1.0),
    ),
    "altman": (("very_good", 0.8), ("good", 0.6), ("moderate", 0.4), ("fair", 0.2), ("poor", -1.0)),
    "krippendorff": (("reliable", 0.8), ("tentative", 0.667), ("unreliable", -1.0)),
}  # fmt: skip
SURE = 0.95


def check_scheme(bands: str | None) -> None:
    """A scheme of bands that is known, or none."""
    if bands is not None and bands not in SCHEMES:
        raise CallError(f'No bands "{bands}"; there are {", ".join(SCHEMES)}.{did_you_mean(bands, tuple(SCHEMES))}')


def reached(value: float, se: float, scheme: str) -> str:
    """The highest band in which, or above which, the coefficient lies with a probability of at least 95 % (Gwet 2014).

    The probabilities are those of a normal distribution around the value with its standard error, cut at -1 and 1. Where
    there is no standard error there is no band: a band of the value alone would hide how uncertain it is.

    >>> reached(0.70, 0.05, "landis-koch"), reached(0.70, 0.15, "landis-koch"), reached(0.70, float("nan"), "altman")
    ('substantial', 'moderate', '')
    """
    check_scheme(scheme)
    if isnan(value) or isnan(se):
        return ""
    bands = SCHEMES[scheme]
    if se == 0:
        return next(name for name, low in bands if value >= low)
    whole = _below((1 - value) / se) - _below((-1 - value) / se)
    for name, low in bands[:-1]:
        if (_below((1 - value) / se) - _below((low - value) / se)) / whole >= SURE:
            return name
    return bands[-1][0]


def _below(z: float) -> float:
    """The share of a standard normal distribution below z."""
    return (1 + erf(z / sqrt(2))) / 2


def with_bands(frame: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """An agreement frame with the band of each line, empty where it has no standard error."""
    found = [reached(value, se, scheme) for value, se in zip(frame["value"], frame["se"], strict=True)]
    return frame.assign(band=found)


def held_against(frame: pd.DataFrame, threshold: float | None = None, bands: str | None = None) -> Iterator[Note]:
    """How many lower limits lie above the threshold; whose bands these are, and what they are not."""
    if threshold is not None:
        limits = frame.loc[frame["coefficient"] == frame["coefficient"].iloc[0], "low"].dropna()
        above = int((limits >= threshold).sum())
        yield Note("measure.threshold", {"threshold": threshold, "above": above, "of": len(limits)})
    if bands is not None:
        yield Note("measure.bands", {"source": f"@bands.{bands}"})
