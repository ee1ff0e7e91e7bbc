"""Coefficients, counts and the sentences of an agreement table's note."""

from __future__ import annotations

AGREEMENT: dict[str, dict[str, str]] = {
    "coefficient.alpha": {"nl": "Krippendorffs alfa (α)", "en": "Krippendorff’s alpha (α)"},
    "coefficient.cohen_kappa": {"nl": "Cohens kappa (κ)", "en": "Cohen’s kappa (κ)"},
    "coefficient.kappa": {"nl": "Cohens kappa (κ)", "en": "Cohen’s kappa (κ)"},
    "coefficient.light_kappa": {"nl": "Lights kappa (κ)", "en": "Light’s kappa (κ)"},
    "coefficient.fleiss_kappa": {"nl": "Fleiss’ kappa (κ)", "en": "Fleiss’ kappa (κ)"},
    "coefficient.conger_kappa": {"nl": "Congers kappa (κ)", "en": "Conger’s kappa (κ)"},
    "coefficient.scott_pi": {"nl": "Scotts pi (π)", "en": "Scott’s pi (π)"},
    "coefficient.brennan_prediger": {"nl": "Brennan-Predigers kappa (κ)", "en": "Brennan–Prediger kappa (κ)"},
    "coefficient.gwet_ac": {"nl": "Gwets AC", "en": "Gwet’s AC"},
    "coefficient.gwet_ac1": {"nl": "Gwets AC1", "en": "Gwet’s AC1"},
    "coefficient.ac1": {"nl": "Gwets AC1", "en": "Gwet’s AC1"},
    "coefficient.percent_agreement": {"nl": "Percentage overeenstemming", "en": "Percent agreement"},
    "coefficient.percent": {"nl": "Percentage overeenstemming", "en": "Percent agreement"},
    "coefficient.positive_agreement": {"nl": "Positieve overeenstemming", "en": "Positive agreement"},
    "coefficient.holsti": {"nl": "Holsti’s coëfficiënt", "en": "Holsti’s coefficient"},
    "head.interval": {"nl": "{confidence}%-BI", "en": "{confidence}% CI"},
    "head.positive": {"nl": "positieve overeen\u00adstemming", "en": "positive agreement"},
    "head.both": {"nl": "beiden", "en": "both"},
    "head.only_a": {"nl": "alleen A", "en": "only A"},
    "head.only_b": {"nl": "alleen B", "en": "only B"},
    "head.neither": {"nl": "geen van beiden", "en": "neither"},
    "head.counts": {"nl": "code toegekend door", "en": "code applied by"},
    "head.shares": {"nl": "eenheden met de code (%), volgens", "en": "units with the code (%), by"},
    "head.units": {"nl": "eenheden", "en": "units"},
    "head.turns": {"nl": "spreek\u00adbeurten", "en": "turns"},
    "head.paragraphs": {"nl": "alinea’s", "en": "para\u00adgraphs"},
    "head.sentences": {"nl": "zinnen", "en": "sentences"},
    "head.answers": {"nl": "vraag-antwoord\u00adblokken", "en": "answers"},
    "head.documents": {"nl": "docu\u00admenten", "en": "documents"},
    "row.all": {"nl": "Alle codes", "en": "All codes"},
    "reason.too_rare": {
        "nl": "Te zeldzaam voor een coëfficiënt: minder dan 10 keer toegekend.",
        "en": "Too rare for a coefficient: applied fewer than 10 times.",
    },
    "reason.few_documents": {
        "nl": "Geen interval: te weinig dubbel gecodeerde documenten (minder dan 4).",
        "en": "No interval: too few documents coded twice (fewer than 4).",
    },
    "reason.one_value": {
        "nl": "Niet bepaald: alle eenheden zijn gelijk gecodeerd.",
        "en": "Undefined: all units were coded alike.",
    },
    "reason.no_units": {
        "nl": "Niet bepaald: geen eenheid is door twee codeurs gelezen.",
        "en": "Undefined: no unit was read by two coders.",
    },
    "layer.frozen": {
        "nl": "Afgeronde codeerversies uit de hoofdronde, door beide codeurs voltooid.",
        "en": "Frozen readings of the main round, finished by both coders.",
    },
    "layer.agreement": {"nl": "Ronde: {rounds}.", "en": "Round: {rounds}."},
    "layer.letters": {"nl": "Codeurs: A = {a}, B = {b}.", "en": "Coders: A = {a}, B = {b}."},
    "layer.coders": {"nl": "Codeurs: {coders}.", "en": "Coders: {coders}."},
    "unit.compared": {
        "nl": "Eenheid: spreekbeurt van een respondent; gecodeerd bij ten minste {min_covered} gedekte woorden; kortere ongecodeerde spreekbeurten dan {min_words} woorden tellen niet.",
        "en": "Unit: informant turn; coded when at least {min_covered} words are covered; uncoded turns of fewer than {min_words} words do not count.",
    },
    "unit.other": {"nl": "Eenheid: {unit}.", "en": "Unit: {unit}."},
    "measure.alpha": {
        "nl": "Krippendorffs alfa, nominaal (wel of niet toegekend); over codes heen 1 − ΣDₒ/ΣDₑ, elk binnen de code.",
        "en": "Krippendorff’s alpha, nominal (applied or not); over codes 1 − ΣDₒ/ΣDₑ, each within its code.",
    },
    "measure.interval": {
        "nl": "{confidence}%-BI: {confidence}%-betrouwbaarheidsinterval, jackknife over documenten met t({df}).",
        "en": "{confidence}% CI: {confidence}% confidence interval, delete-one-document jackknife with t({df}).",
    },
    "measure.positive": {
        "nl": "Positieve overeenstemming: 2 × beiden / (2 × beiden + alleen A + alleen B).",
        "en": "Positive agreement: 2 × both / (2 × both + only A + only B).",
    },
    "metric.jaccard": {"nl": "Jaccard", "en": "Jaccard"},
    "metric.masi": {"nl": "MASI", "en": "MASI"},
    "metric.dice": {"nl": "Dice", "en": "Dice"},
    "metric.passonneau2004": {"nl": "Passonneau (2004)", "en": "Passonneau (2004)"},
    "metric.tree": {"nl": "plaats in de codeboom", "en": "place in the code tree"},
    "metric.callable": {"nl": "eigen functie", "en": "a function of one’s own"},
    "measure.alpha_sets": {
        "nl": "Krippendorffs alfa van alle codes van een eenheid samen; afstand tussen twee verzamelingen codes: {metric}. Alleen codes die alle lezers van de eenheid hebben beoordeeld.",
        "en": "Krippendorff’s alpha of all codes of a unit together; distance between two sets of codes: {metric}. Only codes that all readers of the unit have judged.",
    },
    "measure.no_line_a_code": {
        "nl": "Verzamelingen van codes worden als geheel vergeleken: er is geen regel per code.",
        "en": "Sets of codes are compared as a whole: there is no line a code.",
    },
    "measure.alpha_facet": {
        "nl": "Krippendorffs alfa, nominaal, van het facet {facet} waar twee codeurs dezelfde code hebben toegekend; over codes heen 1 − ΣDₒ/ΣDₑ, elk binnen de code.",
        "en": "Krippendorff’s alpha, nominal, of the facet {facet} where two coders applied the same code; over codes 1 − ΣDₒ/ΣDₑ, each within its code.",
    },
    "measure.alpha_facet_ordinal": {
        "nl": "Krippendorffs alfa, ordinaal (rangen als aandeel), van het facet {facet} waar twee codeurs dezelfde code hebben toegekend; over codes heen 1 − ΣDₒ/ΣDₑ, elk binnen de code.",
        "en": "Krippendorff’s alpha, ordinal (ranks as shares), of the facet {facet} where two coders applied the same code; over codes 1 − ΣDₒ/ΣDₑ, each within its code.",
    },
    "measure.prevalence": {
        "nl": "Aandeel per codeur: van de vergeleken eenheden het deel waaraan de codeur de code toekende; over codes heen van alle beslissingen.",
        "en": "Share per coder: of the units compared, the part to which the coder applied the code; over codes, of all decisions.",
    },
    "n.facet_missing": {
        "nl": "Niet vergeleken: {count:keer|keer} zonder waarde toegekend, waar beiden de code toekenden.",
        "en": "Not compared: applied {count:time|times} without a value, where both applied the code.",
    },
    "n.facet_several": {
        "nl": "Niet vergeleken: {count:keer|keer} met meer dan één waarde op dezelfde eenheid.",
        "en": "Not compared: {count:time|times} with more than one value on the same unit.",
    },
    "layer.version_then": {
        "nl": "Codeerversies onder codeboek {version}, beoordeeld zoals dat toen was.",
        "en": "Readings under codebook {version}, judged as it stood then.",
    },
    "reason.no_shared_code": {
        "nl": "Niet bepaald: op geen eenheid hebben twee codeurs de code toegekend, met een waarde.",
        "en": "Undefined: on no unit did two coders apply the code, with a value.",
    },
}
