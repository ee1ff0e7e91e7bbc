"""Agreement on marked spans: where coders mark a text and with which codes.

`spans` is a frame ``coder start end code`` of half open positions, with a column ``document`` where there are several. Each function
returns an `Estimate`; undefined is NaN with the reason in `note`. `per_code`, `per_parent` and `united` make frames in which a coder
marks no stretch twice, as most of these coefficients ask.
"""

from __future__ import annotations

from qualcode.analysis.alpha_1995 import alpha_u_1995
from qualcode.analysis.character_kappa import character_kappa
from qualcode.analysis.estimate import Estimate
from qualcode.analysis.gamma import gamma
from qualcode.analysis.marks import per_code, per_parent, united
from qualcode.analysis.span_f1 import span_f1
from qualcode.analysis.u_alphas import bar_u_alpha, character_alpha, cu_alpha, k_u_alpha, u_alpha

__all__ = [
    "Estimate",
    "alpha_u_1995",
    "bar_u_alpha",
    "character_alpha",
    "character_kappa",
    "cu_alpha",
    "gamma",
    "k_u_alpha",
    "per_code",
    "per_parent",
    "span_f1",
    "u_alpha",
    "united",
]
