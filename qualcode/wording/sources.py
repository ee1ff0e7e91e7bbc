"""What each measure of a reliability report is, its formula and range, and its source in full (APA 7)."""

from __future__ import annotations


def _alike(text: str) -> dict[str, str]:
    """A source is cited alike in both languages."""
    return {"nl": text, "en": text}


SOURCES: dict[str, dict[str, str]] = {
    "define.alpha": {
        "nl": "Krippendorffs alfa (α), nominaal: 1 − Dₒ/Dₑ, met Dₒ het waargenomen en Dₑ het bij toeval verwachte verschil tussen codeurs over het wel of niet toekennen van een code. 1 is volledige overeenstemming, 0 wat toeval geeft, onder 0 systematisch verschil. Elk aantal codeurs; eenheden die één codeur las tellen niet mee (Krippendorff, 2019).",
        "en": "Krippendorff’s alpha (α), nominal: 1 − Dₒ/Dₑ, with Dₒ the observed and Dₑ the disagreement expected by chance on applying a code or not. 1 is complete agreement, 0 what chance gives, below 0 systematic disagreement. Any number of coders; units read by one coder do not count (Krippendorff, 2019).",
    },
    "define.over_codes": {
        "nl": "Alfa over codes heen: 1 − ΣDₒ/ΣDₑ, met Dₒ en Dₑ eerst binnen elke code berekend. Zo krijgt niemand krediet voor het weten dat een veelvoorkomende code veel voorkomt (in de vorm van De Vries et al., 2008).",
        "en": "Alpha over codes: 1 − ΣDₒ/ΣDₑ, with Dₒ and Dₑ each computed within its code, so that nobody gets credit for knowing that a common code is common (in the form of De Vries et al., 2008).",
    },
    "define.interval": {
        "nl": "95%-betrouwbaarheidsinterval (95%-BI): jackknife waarin steeds één document wordt weggelaten, met de t-verdeling op het aantal documenten min 1 (Efron & Stein, 1981). Documenten zijn de steekproef: spreekbeurten van één gesprek zijn niet onafhankelijk. Onder vier documenten is er geen interval.",
        "en": "95% confidence interval (95% CI): jackknife that leaves out one document at a time, with the t distribution on the number of documents minus 1 (Efron & Stein, 1981). Documents are the sample: turns of one conversation are not independent. Below four documents there is no interval.",
    },
    "define.positive": {
        "nl": "Positieve overeenstemming: 2 × beiden / (2 × beiden + alleen A + alleen B), het aandeel toekenningen dat de andere codeur deelt. Van 0 tot 1, niet voor toeval gecorrigeerd (Cicchetti & Feinstein, 1990).",
        "en": "Positive agreement: 2 × both / (2 × both + only A + only B), the share of applications that the other coder shares. From 0 to 1, not corrected for chance (Cicchetti & Feinstein, 1990).",
    },
    "define.percent": {
        "nl": "Percentage overeenstemming: het aandeel eenheden waarover twee codeurs hetzelfde besloten, niet voor toeval gecorrigeerd. Bij een zeldzame code komt het vanzelf hoog uit (Krippendorff, 2019).",
        "en": "Percent agreement: the share of units on which two coders decided alike, not corrected for chance. With a rare code it is high by itself (Krippendorff, 2019).",
    },
    "define.ac1": {
        "nl": "Gwets AC1: (Pₒ − Pₑ)/(1 − Pₑ), waarin toeval kleiner wordt geschat naarmate een code zeldzamer of algemener is (Gwet, 2008). Bij een code die bijna niemand toekent ligt AC1 dicht bij 1, ook als codeurs haar nooit samen toekennen; alfa en AC1 lopen daar uiteen (Feinstein & Cicchetti, 1990).",
        "en": "Gwet’s AC1: (Pₒ − Pₑ)/(1 − Pₑ), with a chance that is taken to be smaller the rarer or commoner a code is (Gwet, 2008). For a code that hardly anybody applies AC1 lies near 1 even if coders never apply it together; alpha and AC1 part there (Feinstein & Cicchetti, 1990).",
    },
    "define.alpha_ordinal": {
        "nl": "Alfa van een facet: zoals alfa, over de waarden die twee codeurs aan dezelfde code op dezelfde eenheid gaven; ordinaal (naar rang) waar het codeboek de waarden ordent, anders nominaal (Krippendorff, 2019).",
        "en": "Alpha of a facet: as alpha, on the values that two coders gave to the same code on the same unit; ordinal (by rank) where the codebook orders the values, else nominal (Krippendorff, 2019).",
    },
    "define.u_alpha": {
        "nl": "uα: 1 − Dₒ/Dₑ op de tekst van de respondenten, met fragmenten van eigen begin en eind en ongemarkeerde tekst als waarde; waar en welke code tegelijk. De waarde verandert met de hoeveelheid ongemarkeerde tekst (Krippendorff et al., 2016).",
        "en": "uα: 1 − Dₒ/Dₑ on the informants’ talk, for passages of any begin and end with unmarked text as a value; where and which code at once. It changes with the amount of unmarked text (Krippendorff et al., 2016).",
    },
    "define.bar_u_alpha": {
        "nl": "|uα: waar codeurs iets markeerden, welke code ook; gemarkeerde tegenover ongemarkeerde tekst (Krippendorff et al., 2016).",
        "en": "|uα: where coders marked anything, whatever the code; marked against unmarked text (Krippendorff et al., 2016).",
    },
    "define.cu_alpha": {
        "nl": "cuα: welke code codeurs gaven, alleen op de tekst die twee codeurs beiden markeerden; de dekking is het aandeel van de tekst dat dit is. Wat één codeur miste telt niet mee, dus naast |uα te lezen. Met meer dan twee codeurs experimenteel: het gedrukte voorbeeld komt uit, de vergelijking zelf is niet ingezien (Krippendorff et al., 2016).",
        "en": "cuα: which code coders gave, only on the text that two coders both marked; coverage is the share of the text that this is. What one coder missed does not count, so it is read beside |uα. Experimental with more than two coders: the printed example comes out, the equation itself was not seen (Krippendorff et al., 2016).",
    },
    "define.span_f1": {
        "nl": "F1 van fragmenten: het aandeel van de fragmenten van twee codeurs dat een tegenhanger heeft met dezelfde code: exact (zelfde begin en eind) of overlappend (ten minste één teken gemeen). Van 0 tot 1, niet voor toeval gecorrigeerd (Hripcsak & Rothschild, 2005).",
        "en": "F1 of passages: the share of the passages of two coders that has a partner with the same code: exact (same begin and end) or overlapping (at least one character in common). From 0 to 1, not corrected for chance (Hripcsak & Rothschild, 2005).",
    },
    "define.landis-koch": {
        "nl": "Woorden voor alfa naar Landis en Koch (1977): de hoogste band die met 95% kans wordt gehaald, gegeven de standaardfout (Gwet, 2014). Afspraken, geen maatstaf.",
        "en": "Words for alpha after Landis and Koch (1977): the highest band reached with 95% probability, given the standard error (Gwet, 2014). Conventions, no standard.",
    },
    "define.altman": {
        "nl": "Woorden voor alfa naar Altman (1991): de hoogste band die met 95% kans wordt gehaald, gegeven de standaardfout (Gwet, 2014). Afspraken, geen maatstaf.",
        "en": "Words for alpha after Altman (1991): the highest band reached with 95% probability, given the standard error (Gwet, 2014). Conventions, no standard.",
    },
    "define.krippendorff": {
        "nl": "Woorden voor alfa naar Krippendorff (2004), grenzen 0,800 en 0,667: de hoogste band die met 95% kans wordt gehaald, gegeven de standaardfout (Gwet, 2014). Afspraken, geen maatstaf.",
        "en": "Words for alpha after Krippendorff (2004), limits .800 and .667: the highest band reached with 95% probability, given the standard error (Gwet, 2014). Conventions, no standard.",
    },
    "cite.altman_1991": _alike("Altman, D. G. (1991). *Practical statistics for medical research*. Chapman & Hall."),
    "cite.cicchetti_1990": _alike(
        "Cicchetti, D. V., & Feinstein, A. R. (1990). High agreement but low kappa: II. Resolving the paradoxes. *Journal of Clinical Epidemiology, 43*(6), 551–558. https://doi.org/10.1016/0895-4356(90)90159-M"
    ),
    "cite.de_vries_2008": _alike(
        "De Vries, H., Elliott, M. N., Kanouse, D. E., & Teleki, S. S. (2008). Using pooled kappa to summarize interrater agreement across many items. *Field Methods, 20*(3), 272–282. https://doi.org/10.1177/1525822X08317166"
    ),
    "cite.efron_1981": _alike(
        "Efron, B., & Stein, C. (1981). The jackknife estimate of variance. *The Annals of Statistics, 9*(3), 586–596. https://doi.org/10.1214/aos/1176345462"
    ),
    "cite.feinstein_1990": _alike(
        "Feinstein, A. R., & Cicchetti, D. V. (1990). High agreement but low kappa: I. The problems of two paradoxes. *Journal of Clinical Epidemiology, 43*(6), 543–549. https://doi.org/10.1016/0895-4356(90)90158-L"
    ),
    "cite.gwet_2008": _alike(
        "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. *British Journal of Mathematical and Statistical Psychology, 61*(1), 29–48. https://doi.org/10.1348/000711006X126600"
    ),
    "cite.gwet_2014": _alike(
        "Gwet, K. L. (2014). *Handbook of inter-rater reliability: The definitive guide to measuring the extent of agreement among raters* (4th ed.). Advanced Analytics."
    ),
    "cite.hripcsak_2005": _alike(
        "Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. *Journal of the American Medical Informatics Association, 12*(3), 296–298. https://doi.org/10.1197/jamia.M1733"
    ),
    "cite.krippendorff_2004": _alike(
        "Krippendorff, K. (2004). *Content analysis: An introduction to its methodology* (2nd ed.). SAGE."
    ),
    "cite.krippendorff_2019": _alike(
        "Krippendorff, K. (2019). *Content analysis: An introduction to its methodology* (4th ed.). SAGE."
    ),
    "cite.krippendorff_2016": _alike(
        "Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua: Further developments. *Quality & Quantity, 50*(6), 2347–2364. https://doi.org/10.1007/s11135-015-0266-1"
    ),
    "cite.landis_1977": _alike(
        "Landis, J. R., & Koch, G. G. (1977). The measurement of observer agreement for categorical data. *Biometrics, 33*(1), 159–174. https://doi.org/10.2307/2529310"
    ),
    "cite.software": {
        "nl": "*qualcode* (versie {version}) [Computersoftware].",
        "en": "*qualcode* (Version {version}) [Computer software].",
    },
}
