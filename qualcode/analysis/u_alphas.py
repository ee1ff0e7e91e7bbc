"""The alphas of marked spans (Krippendorff and others 2016): where coders mark, with which code, or both at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.continua import continua
from qualcode.analysis.estimate import ALL_MARKED, ONE_VALUE, Estimate
from qualcode.analysis.u_formulas import bar_u, character, over_all_text, over_intersections, u
from qualcode.errors import CallError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from qualcode.analysis.continua import Bound, Coders


def u_alpha(
    spans: pd.DataFrame,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """uα: agreement on where spans lie and which code they bear at once, unmarked text counting as a value.

    Disagreement is the length of text that two coders gave different values, over what it would be if the spans, as long as
    they are, and the unmarked text fell anywhere.

    Parameters
    ----------
    spans
        Columns ``coder start end code`` (half open positions) and ``document`` where there are several. A coder marks a stretch
        with one code at a time: else take `per_code` or `per_parent`.
    begin, end
        Where the text begins (0) and ends; with several documents ``{document: length}``, which also counts documents in which
        nobody marked anything. Documents lie end to end: no span is compared across.
    coders
        Who read the texts. Name those who marked nothing: they disagree, and left out they would not. A mapping
        ``{document: coders}`` where not everyone read every document; a document read by one coder does not count.
    ci, confidence, seed
        ``None``, ``"jackknife"`` or ``"bootstrap"`` over documents. There is no interval over characters.

    Returns
    -------
    Value up to 1; 0 as by chance. `units` counts spans. It drifts with the amount of unmarked text and weighs long spans more.

    Raises
    ------
    FrameError, CallError
        A span outside the text, without length, or over another of the same coder; no `end`.

    References
    ----------
    .. [1] Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua:
       Further developments. Quality & Quantity, 50, 2347-2364.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo"], "start": [0, 30, 0], "end": [10, 40, 12], "code": "regie"})
    >>> round(u_alpha(marks, end=60).value, 3)
    0.504
    """
    c = continua(spans, "u_alpha", begin=begin, end=end, coders=coders, alone="text", whole=True)
    return over_all_text(c, u, ONE_VALUE, (ci, confidence, seed))


def bar_u_alpha(
    spans: pd.DataFrame,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """|uα: agreement on where something is marked, whatever its code: marked versus unmarked text.

    Abutting spans are not made one first: their lengths enter what is expected by chance. Parameters and result as in `u_alpha`;
    NaN where no text is left unmarked.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "bo"], "start": 0, "end": 10, "code": ["regie", "ict"]})
    >>> bar_u_alpha(marks, end=60).value
    1.0
    """
    c = continua(spans, "bar_u_alpha", begin=begin, end=end, coders=coders, alone="text", whole=True)
    return over_all_text(c, bar_u, ALL_MARKED, (ci, confidence, seed))


def character_alpha(
    spans: pd.DataFrame,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """Krippendorff's nominal alpha of characters, each a unit with its code or, unmarked, a value of its own.

    Nearly uα where spans are many. Every character counts as if it had been judged by itself: so never an interval over
    characters, only over documents. Parameters and result as in `u_alpha`.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo"], "start": [0, 30, 0], "end": [10, 40, 12], "code": "regie"})
    >>> round(character_alpha(marks, end=60).value, 3)
    0.493
    """
    c = continua(spans, "character_alpha", begin=begin, end=end, coders=coders, alone="text", whole=True)
    return over_all_text(c, character, ONE_VALUE, (ci, confidence, seed))


def cu_alpha(
    spans: pd.DataFrame,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """cuα: agreement on the code of text that two coders have marked; what only one of them marked does not count.

    With more than two coders a span pairs with itself by the square of the mean length that it shares with the others. This gives
    the .724 printed in the book where other programs do not, and keeps every expected coincidence from going below zero; the
    original equation and its erratum (Quality & Quantity 50:2365) were not seen, so it is experimental, and `note` says so.

    Parameters as in `u_alpha`; `begin` and `end` enter `coverage` only, and without them texts end with their last span.

    Returns
    -------
    Value up to 1; unmarked text and the scale of positions change nothing. `coverage`: the share of all text, over coders, that it
    looks at. Read it beside `bar_u_alpha`: codes may agree on the little that two coders marked.

    References
    ----------
    .. [1] Krippendorff and others (2016), as for `u_alpha`; Krippendorff, K. (2019). Content analysis (4th ed.), section 12.6.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo", "bo"], "start": [0, 30, 0, 28], "end": [10, 40, 12, 36],
    ...                       "code": ["regie", "ict", "regie", "ict"]})
    >>> cu_alpha(marks).value
    1.0
    """
    c = continua(spans, "cu_alpha", begin=begin, end=end, coders=coders, alone="text")
    return over_intersections(c, None, (ci, confidence, seed))


def k_u_alpha(
    spans: pd.DataFrame,
    code: Hashable,
    *,
    begin: Bound = None,
    end: Bound = None,
    coders: Coders = None,
    ci: str | None = None,
    confidence: float = 0.95,
    seed: int | None = None,
) -> Estimate:
    """(k)uα: agreement on one code within the text that two coders have marked: is it `code` for both, or another for one?

    Experimental with more than two coders, for the reason given at `cu_alpha`. Parameters as there.

    Returns
    -------
    Value up to 1; `coverage`: the share of the text marked with `code` on which another coder marked something too.

    Raises
    ------
    CallError
        A code that nobody marked; besides as in `u_alpha`.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = pd.DataFrame({"coder": ["amal", "amal", "bo", "bo"], "start": [0, 30, 0, 28], "end": [10, 40, 12, 36],
    ...                       "code": ["regie", "ict", "regie", "stof"]})
    >>> [round(k_u_alpha(marks, code).value, 9) for code in ("regie", "ict")]
    [1.0, 0.0]
    """
    c = continua(spans, "k_u_alpha", begin=begin, end=end, coders=coders, alone="text")
    if code not in c.codes:
        known = [str(one) for one in c.codes]
        raise CallError(f'k_u_alpha: nobody marked anything with "{code}".{did_you_mean(str(code), known)}')
    return over_intersections(c, c.codes.index(code), (ci, confidence, seed))
