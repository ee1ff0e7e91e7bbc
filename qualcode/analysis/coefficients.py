"""Every coefficient of agreement on bare data: units x coders in, an `Estimate` out.

`ratings` is a frame or two-dimensional array, rows units, columns coders, None or NaN where a coder gave no rating; values may be
anything that can be compared (for `alpha` also frozensets). Undefined is NaN with the reason in `note`.
"""

from __future__ import annotations

from qualcode.analysis.alpha import alpha
from qualcode.analysis.distances import tree_distance
from qualcode.analysis.estimate import Estimate
from qualcode.analysis.gwet import brennan_prediger, conger_kappa, fleiss_kappa, gwet_ac
from qualcode.analysis.kappas import cohen_kappa, holsti, light_kappa, percent_agreement, positive_agreement, scott_pi
from qualcode.analysis.mv_alpha import mv_alpha

__all__ = [
    "Estimate",
    "alpha",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac",
    "holsti",
    "light_kappa",
    "mv_alpha",
    "percent_agreement",
    "positive_agreement",
    "scott_pi",
    "tree_distance",
]
