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
}
