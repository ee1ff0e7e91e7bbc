"""Which coefficients a report used, and the sources that they are cited by, in the order of a list of references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.table import Note, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: For each measure (a key ``define.`` of the wording) what its definition cites (keys ``cite.``).
CITED: dict[str, tuple[str, ...]] = {
    "alpha": ("krippendorff_2019",),
    "over_codes": ("de_vries_2008",),
    "interval": ("efron_1981",),
    "positive": ("cicchetti_1990",),
    "percent": ("krippendorff_2019",),
    "ac1": ("gwet_2008", "feinstein_1990"),
    "alpha_ordinal": ("krippendorff_2019",),
    "bar_u_alpha": ("krippendorff_2016",),
    "u_alpha": ("krippendorff_2016",),
    "cu_alpha": ("krippendorff_2016",),
    "span_f1": ("hripcsak_2005",),
    "landis-koch": ("landis_1977", "gwet_2014"),
    "altman": ("altman_1991", "gwet_2014"),
    "krippendorff": ("krippendorff_2004", "gwet_2014"),
}
#: All sources, as a list of references has them: by name, then by year.
SOURCES: tuple[str, ...] = (
    "altman_1991", "cicchetti_1990", "de_vries_2008", "efron_1981", "feinstein_1990", "gwet_2008", "gwet_2014",
    "hripcsak_2005", "krippendorff_2004", "krippendorff_2019", "krippendorff_2016", "landis_1977",
)  # fmt: skip


def definitions(used: Iterable[str]) -> Iterator[Paragraph]:
    """What each measure says, its formula, its range and where it comes from: one paragraph each."""
    return (Paragraph((Note(f"define.{name}"),)) for name in used)


def references(used: Iterable[str], version: str) -> Iterator[Paragraph]:
    """The sources of these measures in full (APA 7), and the software."""
    cited = {source for name in used for source in CITED[name]}
    entries = [Note(f"cite.{source}") for source in SOURCES if source in cited]
    software = Note("cite.software", {"version": version})
    return (Paragraph((entry,), "entry") for entry in (*entries, software))
