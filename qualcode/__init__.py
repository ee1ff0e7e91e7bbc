"""Mixed-methods qualitative coding for teams: a project is one file, analysis is functions from frames to tables.

>>> import qualcode as qc
>>> qc.__version__
'0.1.0'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from qualcode.analysis.agreement import agreement
    from qualcode.analysis.agreement_matrix import agreement_matrix
    from qualcode.analysis.confusion import confusion
    from qualcode.analysis.cooccurrence import cooccurrence
    from qualcode.analysis.disagreements import disagreements
    from qualcode.analysis.doublecoding import plan
    from qualcode.analysis.drift import drift
    from qualcode.analysis.matrix import matrix
    from qualcode.analysis.quotes import quotes
    from qualcode.analysis.recoding import recode
    from qualcode.analysis.rounds import rounds
    from qualcode.analysis.span_agreement import span_agreement
    from qualcode.analysis.span_disagreements import span_disagreements
    from qualcode.analysis.tendencies import tendencies
    from qualcode.analysis.unitisations import unitisations
    from qualcode.analysis.units import units
    from qualcode.codebook import Code, Codebook
    from qualcode.errors import QualcodeError
    from qualcode.frames import Frames
    from qualcode.looking import look
    from qualcode.project import Project
    from qualcode.table import Matrix, Table

# Each public name and where it lives: loaded when asked for, so that `import qualcode` costs nothing.
_HOMES = {
    "Code": "qualcode.codebook",
    "Codebook": "qualcode.codebook",
    "Frames": "qualcode.frames",
    "Matrix": "qualcode.table",
    "Project": "qualcode.project",
    "QualcodeError": "qualcode.errors",
    "Table": "qualcode.table",
    "agreement": "qualcode.analysis.agreement",
    "agreement_matrix": "qualcode.analysis.agreement_matrix",
    "confusion": "qualcode.analysis.confusion",
    "cooccurrence": "qualcode.analysis.cooccurrence",
    "disagreements": "qualcode.analysis.disagreements",
    "drift": "qualcode.analysis.drift",
    "look": "qualcode.looking",
    "matrix": "qualcode.analysis.matrix",
    "plan": "qualcode.analysis.doublecoding",
    "quotes": "qualcode.analysis.quotes",
    "recode": "qualcode.analysis.recoding",
    "span_disagreements": "qualcode.analysis.span_disagreements",
    "tendencies": "qualcode.analysis.tendencies",
    "rounds": "qualcode.analysis.rounds",
    "span_agreement": "qualcode.analysis.span_agreement",
    "unitisations": "qualcode.analysis.unitisations",
    "units": "qualcode.analysis.units",
}

__all__ = [
    "Code",
    "Codebook",
    "Frames",
    "Matrix",
    "Project",
    "QualcodeError",
    "Table",
    "agreement",
    "agreement_matrix",
    "confusion",
    "cooccurrence",
    "disagreements",
    "drift",
    "look",
    "matrix",
    "plan",
    "quotes",
    "recode",
    "rounds",
    "span_agreement",
    "span_disagreements",
    "tendencies",
    "unitisations",
    "units",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"qualcode has no public name {name!r}; it offers: {', '.join(sorted(_HOMES))}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
