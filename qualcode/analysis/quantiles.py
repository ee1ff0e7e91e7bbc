"""Quantiles of Student's t and the normal distribution to full precision, without scipy."""

from __future__ import annotations

from functools import lru_cache
from math import exp, gamma, isinf, log, log1p, nan, pi, sqrt
from statistics import NormalDist

_ROOT_PI = sqrt(pi)


def normal_quantile(probability: float) -> float:
    """The value below which a standard normal variable lies with this probability."""
    return NormalDist().inv_cdf(probability)


@lru_cache(maxsize=512)
def t_quantile(probability: float, freedom: float) -> float:
    """The value below which Student's t lies with this probability.

    >>> round(t_quantile(0.975, 11), 12)
    2.200985160092
    """
    if not 0 < probability < 1 or freedom <= 0:
        return nan
    if probability < 0.5:
        return -t_quantile(1 - probability, freedom)
    if probability == 0.5:
        return 0.0
    low, high = 0.0, 1.0
    while t_below(high, freedom) < probability:
        low, high = high, high * 2
        if isinf(high):
            return nan
    return _solved(probability, freedom, low, high)


def _solved(probability: float, freedom: float, low: float, high: float) -> float:
    """Newton steps, kept within a bracket that shrinks."""
    value = min(max(normal_quantile(probability), low), high)
    for _ in range(200):
        miss = t_below(value, freedom) - probability
        low, high = (low, value) if miss > 0 else (value, high)
        step = value - miss / _density(value, freedom)
        after = step if low < step < high else (low + high) / 2
        if abs(after - value) <= 4e-16 * max(abs(after), 1.0):
            return after
        value = after
    return value


def t_below(value: float, freedom: float) -> float:
    """The probability that Student's t lies below a value."""
    if value < 0:
        return 1 - t_below(-value, freedom)
    half = freedom / 2
    x, rest = freedom / (freedom + value * value), value / sqrt(freedom + value * value)
    front = exp(_gap(half) - half * log1p(value * value / freedom)) * rest / _ROOT_PI
    if x > (half + 1) / (half + 2.5):
        return 0.5 + front * _fraction(rest * rest, 0.5, half)
    return 1 - front * _fraction(x, half, 0.5) / half / 2


def _density(value: float, freedom: float) -> float:
    return exp(_gap(freedom / 2) - (freedom + 1) / 2 * log1p(value * value / freedom)) / (sqrt(freedom) * _ROOT_PI)


def _gap(a: float) -> float:
    """log gamma(a + 1/2) - log gamma(a), without the loss of digits that a difference of large logarithms brings."""
    if a < 30:
        return log(gamma(a + 0.5) / gamma(a))
    return log(a) / 2 - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5) + 17 / (14336 * a**7)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz."""
    tiny = 1e-300
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1), tiny)
    result = d
    for m in range(1, 10_000):
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + part * d, tiny)
            c = _away(1 + part / c, tiny)
            result *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return result


def _away(value: float, tiny: float) -> float:
    """Not exactly nought."""
    return value if abs(value) > tiny else tiny
