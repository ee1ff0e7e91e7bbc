"""Why a coefficient or its interval is not there, and the sentences of a list of disagreements."""

from __future__ import annotations

CODERS: dict[str, dict[str, str]] = {
    "reason.never_applied": {
        "nl": "Niet bepaald: door niemand toegekend.",
        "en": "Undefined: applied by nobody.",
    },
    "reason.two_coders": {
        "nl": "Niet bepaald: deze maat vergelijkt twee codeurs.",
        "en": "Undefined: this coefficient compares two coders.",
    },
    "reason.fragile": {
        "nl": "Geen interval: zonder een van de documenten is de maat niet bepaald.",
        "en": "No interval: without one of the documents the coefficient is undefined.",
    },
    "reason.no_width": {
        "nl": "Geen enkel verschil: het interval heeft geen breedte.",
        "en": "No disagreement at all: the interval has no width.",
    },
    "measure.interval_bootstrap": {
        "nl": "{confidence}%-BI: {confidence}%-betrouwbaarheidsinterval, bootstrap over documenten (percentielen).",
        "en": "{confidence}% CI: {confidence}% confidence interval, bootstrap over documents (percentiles).",
    },
    "measure.interval_unit": {
        "nl": "{confidence}%-BI: jackknife over eenheden; te smal, want eenheden van één document zijn niet onafhankelijk.",
        "en": "{confidence}% CI: jackknife over units; too narrow, since units of one document are not independent.",
    },
    "measure.threshold": {
        "nl": "Drempel van de studie: {threshold:.2}; de ondergrens van het interval ligt daar niet onder bij {above} van de {of} regels met een interval.",
        "en": "Threshold of the study: {threshold:.2}; the lower limit of the interval is not below it for {above} of the {of} lines with an interval.",
    },
    "measure.bands": {
        "nl": "Woorden naar {source}, bij de eerste maat: de hoogste band die met 95% kans wordt gehaald, gegeven de standaardfout (Gwet, 2014). Afspraken, geen maatstaf: niet vergelijkbaar tussen codes, eenheden of maten.",
        "en": "Words after {source}, for the first coefficient: the highest band reached with 95% probability, given the standard error (Gwet, 2014). Conventions, no standard: not comparable between codes, units or coefficients.",
    },
    "bands.landis-koch": {"nl": "Landis en Koch (1977)", "en": "Landis and Koch (1977)"},
    "bands.altman": {"nl": "Altman (1991)", "en": "Altman (1991)"},
    "bands.krippendorff": {"nl": "Krippendorff (2004)", "en": "Krippendorff (2004)"},
    "head.band": {"nl": "ten minste", "en": "at least"},
    "band.almost_perfect": {"nl": "bijna volmaakt", "en": "almost perfect"},
    "band.substantial": {"nl": "aanzienlijk", "en": "substantial"},
    "band.very_good": {"nl": "zeer goed", "en": "very good"},
    "band.good": {"nl": "goed", "en": "good"},
    "band.moderate": {"nl": "matig", "en": "moderate"},
    "band.fair": {"nl": "redelijk", "en": "fair"},
    "band.slight": {"nl": "gering", "en": "slight"},
    "band.poor": {"nl": "slecht", "en": "poor"},
    "band.reliable": {"nl": "betrouwbaar", "en": "reliable"},
    "band.tentative": {"nl": "voorlopig", "en": "tentative"},
    "band.unreliable": {"nl": "niet betrouwbaar", "en": "unreliable"},
    "n.pairs_of_coders": {
        "nl": "Bij meer dan twee codeurs zijn de aantallen opgeteld over paren van codeurs.",
        "en": "With more than two coders the counts are summed over pairs of coders.",
    },
    "n.read_once": {
        "nl": "Niet vergeleken, want niet door twee codeurs gelezen: {count} ({by}).",
        "en": "Not compared, since not read by two coders: {count} ({by}).",
    },
    "n.disagreements": {"nl": "{count:verschil|verschillen}.", "en": "{count:disagreement|disagreements}."},
    "n.disagreements_other": {"nl": "Andere code: {count}.", "en": "Other code: {count}."},
    "n.disagreements_neighbouring": {"nl": "Verwante code: {count}.", "en": "Related code: {count}."},
    "n.disagreements_parent_child": {"nl": "Hoofd- of subcode: {count}.", "en": "Parent or child code: {count}."},
    "n.disagreements_missed": {"nl": "Gemist: {count}.", "en": "Missed: {count}."},
    "value.parent_child": {"nl": "hoofd- of subcode", "en": "parent or child code"},
    "value.yes": {"nl": "ja", "en": "yes"},
    "value.no": {"nl": "nee", "en": "no"},
    # differences passage by passage
    "n.disagreements_boundary": {"nl": "Andere grens: {count}.", "en": "Other ends: {count}."},
    "unit.passage": {
        "nl": "Passages zijn de gemarkeerde woorden van respondenten; leestekens en witruimte aan de randen tellen niet. Zij zijn één op één gekoppeld: eerst binnen een code, zodat de gedeelde woorden samen zo veel mogelijk zijn; dan tussen codes, bij ten minste de helft van de woorden van de kortste.",
        "en": "Passages are the marked words of informants; punctuation and white space at the edges do not count. They are matched one to one: first within a code, so that the shared words together are as many as can be; then between codes, at half the words of the shorter one or more.",
    },
    "measure.cost": {
        "nl": "Gewicht: andere code 2; verwante code 1,5; hoofd- of subcode 1,25; gemist 1; grens: het deel van de woorden van beide dat maar één van beide heeft. Woorden ervoor en erna: hoeveel woorden A eerder begint en later eindigt (met een minteken: B).",
        "en": "Cost: other code 2; related code 1.5; parent or child code 1.25; missed 1; boundary: the share of the words of both that only one has. Words before and after: by how many words A begins earlier and ends later (with a minus sign: B).",
    },
    "n.outside": {
        "nl": "{count:codering zonder woord van een respondent telt|coderingen zonder woord van een respondent tellen} niet mee.",
        "en": "{count:coding that covers no word of an informant does|codings that cover no word of an informant do} not count.",
    },
    "caption.span_disagreements": {
        "nl": "Verschillen tussen codeurs per passage",
        "en": "Disagreements between coders by passage",
    },
    "sheet.span_disagreements": {"nl": "verschillen", "en": "disagreements"},
    "column.cost": {"nl": "gewicht", "en": "cost"},
    "column.coder_a": {"nl": "codeur A", "en": "coder A"},
    "column.coder_b": {"nl": "codeur B", "en": "coder B"},
    "column.code_a": {"nl": "code van A", "en": "code of A"},
    "column.code_b": {"nl": "code van B", "en": "code of B"},
    "column.quote_a": {"nl": "passage van A", "en": "passage of A"},
    "column.quote_b": {"nl": "passage van B", "en": "passage of B"},
    "column.words_before": {"nl": "woorden ervoor", "en": "words before"},
    "column.words_after": {"nl": "woorden erna", "en": "words after"},
    # codes confused
    "layer.rows_and_columns": {
        "nl": "Rijen: wat {coder_a} toekende; kolommen: wat {coder_b} op dezelfde plaats toekende.",
        "en": "Rows: what {coder_a} applied; columns: what {coder_b} applied in the same place.",
    },
    "measure.confusion": {
        "nl": "Aantal keren; waar rij en kolom dezelfde code noemen, kenden beiden die toe. Alleen codes die ten minste één keer zijn verwisseld, de vaakst verwisselde eerst.",
        "en": "Number of times; where row and column name the same code, both applied it. Only codes confused at least once, those confused most first.",
    },
    "n.both_ways": {
        "nl": "Bij meer dan twee codeurs telt elk verschil in beide richtingen.",
        "en": "With more than two coders each difference counts in both directions.",
    },
    "n.confusions": {
        "nl": "{count:verwisseling|verwisselingen}.",
        "en": "{count:confusion|confusions}.",
    },
    "n.least": {
        "nl": "Alleen codes die ten minste {count} keer met eenzelfde code zijn verwisseld.",
        "en": "Only codes confused with one and the same code at least {count} times.",
    },
    "name.differences": {"nl": "Verwisselingen", "en": "Confusions"},
    "term.passage": {"nl": "passage", "en": "passage"},
    # how each coder codes
    "caption.tendencies": {"nl": "Hoe de codeurs coderen", "en": "How the coders code"},
    "sheet.tendencies": {"nl": "codeurs", "en": "coders"},
    "measure.tendencies": {
        "nl": "Documenten die twee codeurs hebben afgerond; woorden en spreekbeurten van respondenten. Codering: gemarkeerde woorden met een code. Hoofdcode: een code met subcodes. Lengte: mediaan van het aantal woorden van een codering. Meer of minder is niet beter of slechter.",
        "en": "Documents that two coders have finished; informants’ words and turns. Coding: marked words with a code. Parent: a code that has codes below it. Length: the median number of words of a coding. More or fewer is not better or worse.",
    },
    "column.per_1000": {"nl": "per 1.000 woorden", "en": "per 1,000 words"},
    "column.per_document": {"nl": "per document", "en": "per document"},
    "column.turns_coded": {"nl": "gecodeerde spreekbeurten", "en": "turns coded"},
    "column.turns_share": {"nl": "deel van de spreekbeurten", "en": "share of turns"},
    "column.parents": {"nl": "met een hoofdcode", "en": "with a parent"},
    "column.parents_share": {"nl": "deel met een hoofdcode", "en": "share with a parent"},
    "column.median_words": {"nl": "lengte", "en": "length"},
    "column.doubts": {"nl": "twijfels", "en": "doubts"},
    # codes by pairs of coders, documents ...
    "name.alpha": {"nl": "Krippendorffs alfa", "en": "Krippendorff’s alpha"},
    "name.disagreement": {"nl": "Aandeel verschillen", "en": "Share of disagreement"},
    "measure.disagreement": {
        "nl": "Van de eenheden waaraan iemand de code toekende, het deel waarover codeurs verschillen; niet gecorrigeerd voor toeval.",
        "en": "Of the units to which anyone applied the code, the share on which coders differ; not corrected for chance.",
    },
    "n.empty_alpha": {
        "nl": "Een lege cel: alfa is niet bepaald, of de code is minder dan 10 keer toegekend.",
        "en": "An empty cell: alpha is undefined, or the code was applied fewer than 10 times.",
    },
    "n.empty_code": {"nl": "Een lege cel: niemand kende de code toe.", "en": "An empty cell: nobody applied the code."},
    # figures
    "figure.caterpillar": {
        "nl": "Stip: de maat, van hoog naar laag; lijn: het interval; open stip: geen interval.",
        "en": "Dot: the coefficient, from high to low; line: the interval; open dot: no interval.",
    },
    "figure.left_out": {
        "nl": "Niet getekend, want te zeldzaam of niet bepaald: {count}.",
        "en": "Not drawn, since too rare or undefined: {count}.",
    },
    "figure.threshold": {"nl": "drempel {threshold:.2}", "en": "threshold {threshold:.2}"},
    "figure.diagonal": {
        "nl": "Omkaderd: beiden kenden dezelfde code toe; telt niet mee in de kleur.",
        "en": "Framed: both applied the same code; not counted in the shade.",
    },
    "figure.told_lines": {"nl": "Van hoog naar laag: {lines}.", "en": "From high to low: {lines}."},
    "figure.told_cells": {
        "nl": "{measure} in {rows:rij|rijen} en {columns:kolom|kolommen}.",
        "en": "{measure} in {rows:row|rows} and {columns:column|columns}.",
    },
    "figure.told_largest": {"nl": "De grootste: {lines}.", "en": "The largest: {lines}."},
}
