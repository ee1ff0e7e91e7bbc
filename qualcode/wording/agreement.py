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
    "coefficient.u_alpha": {"nl": "uα", "en": "uα"},
    "coefficient.bar_u_alpha": {"nl": "|uα", "en": "|uα"},
    "coefficient.cu_alpha": {"nl": "cuα", "en": "cuα"},
    "coefficient.character_alpha": {"nl": "alfa van tekens", "en": "alpha of characters"},
    "coefficient.character_kappa": {"nl": "kappa van tekens", "en": "kappa of characters"},
    "coefficient.span_f1": {"nl": "F1 (zelfde grenzen)", "en": "F1 (same bounds)"},
    "coefficient.span_f1_overlap": {"nl": "F1 (overlap)", "en": "F1 (overlap)"},
    "head.spans": {"nl": "gemarkeerde passages", "en": "marked passages"},
    "measure.bar_u_alpha": {
        "nl": "|uα: waar in het gesprokene de code staat, per code gemarkeerd of niet (Krippendorff e.a., 2016); over codes heen 1 − ΣDₒ/ΣDₑ, elk binnen de code.",
        "en": "|uα: where in the talk the code stands, for each code marked or not (Krippendorff et al., 2016); over codes 1 − ΣDₒ/ΣDₑ, each within its code.",
    },
    "measure.u_alpha": {
        "nl": "uα: waar en met welke van de codes direct onder de hoofdcode.",
        "en": "uα: where, and with which of the codes right below the parent.",
    },
    "measure.cu_alpha": {
        "nl": "cuα: welke van de codes direct onder de hoofdcode, op tekst die twee codeurs hebben gemarkeerd.",
        "en": "cuα: which of the codes right below the parent, on text that two coders have marked.",
    },
    "measure.character_alpha": {
        "nl": "Alfa van tekens: elk teken een eenheid; ter vergelijking.",
        "en": "Alpha of characters: each character a unit; for comparison.",
    },
    "measure.character_kappa": {
        "nl": "Kappa van tekens: elk teken wel of niet gemarkeerd; stijgt met de ongemarkeerde tekst, ter vergelijking.",
        "en": "Kappa of characters: each character marked or not; rises with unmarked text, for comparison.",
    },
    "measure.span_f1": {
        "nl": "F1 (zelfde grenzen): aandeel passages van beiden met hetzelfde begin en einde en dezelfde code.",
        "en": "F1 (same bounds): share of the passages of both with the same begin, end and code.",
    },
    "measure.span_f1_overlap": {
        "nl": "F1 (overlap): aandeel passages van beiden met een eigen tegenhanger van dezelfde code en ten minste één gedeeld teken; zo zijn ook beiden, alleen A en alleen B geteld.",
        "en": "F1 (overlap): share of the passages of both with a partner of its own of the same code and at least one character in common; both, only A and only B are counted so too.",
    },
    "n.spans_outside": {
        "nl": "Buiten het gesprokene van respondenten, niet vergeleken: {count:codering|coderingen}.",
        "en": "Outside the informants’ talk, not compared: {count:coding|codings}.",
    },
    "n.spans_overlapping": {
        "nl": "Een codeur markeerde {count:keer|keer} dezelfde tekst met twee codes onder één hoofdcode: {parents}. Maten die één code tegelijk vragen zijn daar niet bepaald, en blijven buiten de waarde over codes.",
        "en": "A coder marked the same text {count:time|times} with two codes below one parent: {parents}. Coefficients that ask for one code at a time are undefined there, and stay out of the value over codes.",
    },
    "reason.overlapping": {
        "nl": "Niet bepaald: een codeur gaf dezelfde tekst twee codes onder deze hoofdcode.",
        "en": "Undefined: a coder gave the same text two codes below this parent.",
    },
    "reason.one_code": {
        "nl": "Niet bepaald: deze maat vergelijkt de codes onder een hoofdcode.",
        "en": "Undefined: this coefficient compares the codes below a parent.",
    },
    "reason.no_shared_text": {
        "nl": "Niet bepaald: geen tekst is door twee codeurs met een code hieronder gemarkeerd, of met één code.",
        "en": "Undefined: two coders marked no text with a code below this one, or with one code only.",
    },
    "reason.trial": {
        "nl": "Bij meer dan twee codeurs een proef: de oorspronkelijke vergelijking is niet ingezien.",
        "en": "Experimental with more than two coders: the original equation was not seen.",
    },
    "coefficient.short_alpha": {"nl": "α", "en": "α"},
    "coefficient.short_bar_u_alpha": {"nl": "|uα", "en": "|uα"},
    "term.spans": {"nl": "gemarkeerde passages", "en": "marked passages"},
    "unit.side_by_side": {
        "nl": "Eenheden naast elkaar: dezelfde coderingen, telkens op een andere eenheid vergeleken.",
        "en": "Units side by side: the same codings, compared on another unit each time.",
    },
    "n.units_range": {
        "nl": "Over de codes loopt de waarde van {low:.2} ({low_unit}) tot {high:.2} ({high_unit}): {range:.2} verschil door de keuze van de eenheid.",
        "en": "Over codes the value runs from {low:.2} ({low_unit}) to {high:.2} ({high_unit}): {range:.2} apart by the choice of the unit.",
    },
    "n.units_sides": {
        "nl": "Bij {count} van de {of:code|codes} met een interval op meer dan één eenheid ligt de ondergrens op de ene eenheid onder de drempel van {threshold:.2} en op de andere niet: {codes}.",
        "en": "For {count} of the {of:code|codes} with an interval on more than one unit the lower limit lies below the threshold of {threshold:.2} on one unit and not on another: {codes}.",
    },
    "n.units_no_sides": {
        "nl": "Geen van de {of:code|codes} met een interval op meer dan één eenheid wisselt met de ondergrens van kant van de drempel van {threshold:.2}.",
        "en": "None of the {of:code|codes} with an interval on more than one unit changes the side of the threshold of {threshold:.2} with its lower limit.",
    },
    "n.units_overall_sides": {
        "nl": "De ondergrens over de codes ligt niet onder de drempel van {threshold:.2} op {above}, en wel op {below}: de conclusie hangt van de eenheid af.",
        "en": "The lower limit over codes is not below the threshold of {threshold:.2} on {above}, but is on {below}: the conclusion depends on the unit.",
    },
    "layer.rounds_then": {
        "nl": "Vergeleken onder het codeboek van toen: {versions}.",
        "en": "Compared under the codebook of the time: {versions}.",
    },
}
