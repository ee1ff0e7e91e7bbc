"""The reliability report: headings, what is said of the comparison, captions, and the paragraph for a methods section."""

from __future__ import annotations

RELIABILITY: dict[str, dict[str, str]] = {
    "report.title": {"nl": "Intercodeursbetrouwbaarheid", "en": "Intercoder reliability"},
    "report.subtitle": {"nl": "{study}: {round}", "en": "{study}: {round}"},
    "report.as_it_is": {"nl": "{text}", "en": "{text}"},
    "report.see": {"nl": "{text}.", "en": "{text}."},
    # headings
    "heading.compared": {"nl": "Wat is vergeleken", "en": "What was compared"},
    "heading.methods": {"nl": "Tekst voor de methodesectie", "en": "Text for the methods section"},
    "heading.over_codes": {"nl": "Overeenstemming over codes heen", "en": "Agreement over codes"},
    "heading.per_code": {"nl": "Overeenstemming per code", "en": "Agreement per code"},
    "heading.beside": {
        "nl": "Aandelen, percentage en AC1 per code",
        "en": "Shares, percent agreement and AC1 per code",
    },
    "heading.pairs": {"nl": "Overeenstemming per codeurspaar", "en": "Agreement per pair of coders"},
    "heading.rounds": {"nl": "Overeenstemming per codeerronde", "en": "Agreement per coding round"},
    "heading.intra": {"nl": "Codeurs met zichzelf vergeleken", "en": "Coders compared with themselves"},
    "heading.other_units": {"nl": "Overeenstemming op andere eenheden", "en": "Agreement on other units"},
    "heading.passages": {"nl": "Overeenstemming over fragmenten", "en": "Agreement on marked passages"},
    "heading.facets": {"nl": "Overeenstemming over facetten", "en": "Agreement on facets"},
    "heading.differences": {"nl": "De grootste verschillen", "en": "The largest disagreements"},
    "heading.confused": {"nl": "Verwisselde codes", "en": "Codes confused"},
    "heading.definitions": {"nl": "Maten", "en": "Measures"},
    "heading.references": {"nl": "Literatuur", "en": "References"},
    "heading.rules": {"nl": "Bijlage A. Beslisregels", "en": "Appendix A. Decision rules"},
    "heading.decisions": {"nl": "Bijlage B. Besluiten uit het overleg", "en": "Appendix B. Decisions of meetings"},
    "heading.made": {"nl": "Verantwoording", "en": "How this report was made"},
    # what was compared
    "facts.what": {"nl": "Gegeven", "en": "Item"},
    "facts.said": {"nl": "In deze vergelijking", "en": "In this comparison"},
    "facts.study": {"nl": "Onderzoek", "en": "Study"},
    "facts.documents": {"nl": "Documenten", "en": "Documents"},
    "facts.names": {"nl": "Welke documenten", "en": "Which documents"},
    "facts.sampled": {"nl": "Hoe getrokken", "en": "How sampled"},
    "facts.when": {"nl": "Moment", "en": "When"},
    "facts.coders": {"nl": "Codeurs", "en": "Coders"},
    "facts.round": {"nl": "Codeerronde", "en": "Coding round"},
    "facts.unit": {"nl": "Eenheid", "en": "Unit"},
    "facts.units": {"nl": "Aantal eenheden", "en": "Number of units"},
    "facts.codebook": {"nl": "Codeboek", "en": "Codebook"},
    "facts.threshold": {"nl": "Drempel", "en": "Threshold"},
    "report.documents": {
        "nl": "{count} van de {of} documenten van het onderzoek, door ten minste twee codeurs afgerond.",
        "en": "{count} of the {of} documents of the study, finished by at least two coders.",
    },
    "report.documents_named": {"nl": "{documents}.", "en": "{documents}."},
    "report.not_stated": {"nl": "Niet vastgelegd.", "en": "Not stated."},
    "report.before": {
        "nl": "Vóór bespreking: onafhankelijke codeerversies, vastgelegd bij het afronden. Consensus en suggesties tellen niet mee.",
        "en": "Before discussion: independent readings, frozen when they were finished. Consensus and suggestions do not count.",
    },
    "report.after": {
        "nl": "Na bespreking: de codeerversies zijn niet onafhankelijk.",
        "en": "After discussion: the readings are not independent.",
    },
    "report.coders": {"nl": "{count:codeur|codeurs}.", "en": "{count:coder|coders}."},
    "report.coder_documents": {
        "nl": "{coder}: {count:document|documenten}.",
        "en": "{coder}: {count:document|documents}.",
    },
    "report.round": {"nl": "{round}.", "en": "{round}."},
    "report.unit": {
        "nl": "{unit}, alleen wat respondenten zeggen. Een eenheid draagt een code als een codering ten minste {min_covered} woorden ervan dekt (of de hele eenheid als die korter is). Ongecodeerde eenheden van minder dan {min_words} woorden tellen niet mee.",
        "en": "{unit}, informants’ talk only. A unit bears a code when one coding covers at least {min_covered} words of it (or all of a shorter unit). Uncoded units of fewer than {min_words} words do not count.",
    },
    "report.unit_deviates": {
        "nl": "Dit wijkt af van wat het onderzoek vooraf koos: {planned}.",
        "en": "This is not the unit that the study had chosen beforehand: {planned}.",
    },
    "report.units": {
        "nl": "{count} door ten minste twee codeurs gelezen, van de {of} in afgeronde documenten ({share:.0}%).",
        "en": "{count} read by at least two coders, of the {of} in finished documents ({share:.0}%).",
    },
    "report.codebook": {"nl": "{codebook}.", "en": "{codebook}."},
    "report.versions": {
        "nl": "De codeerversies zijn afgerond onder versie {versions}; een code telt alleen mee waar zij onder die versie is beoordeeld.",
        "en": "The readings were finished under version {versions}; a code counts only where it was judged under that version.",
    },
    "report.threshold": {
        "nl": "{threshold:.2}, gehouden tegen de ondergrens van het 95%-betrouwbaarheidsinterval.",
        "en": "{threshold:.2}, held against the lower limit of the 95% confidence interval.",
    },
    # what the tables say
    "report.caption_facts": {"nl": "Wat is vergeleken", "en": "What was compared"},
    "report.caption_depth": {
        "nl": "Overeenstemming over codes heen, per niveau van de codeboom",
        "en": "Agreement over codes, by depth of the code tree",
    },
    "report.caption_codes": {
        "nl": "Overeenstemming per code, hoofdcodes inclusief subcodes",
        "en": "Agreement per code, parents with the codes below them",
    },
    "report.caption_beside": {
        "nl": "Alfa naast AC1, percentage overeenstemming en aandeel eenheden per codeur",
        "en": "Alpha beside AC1, percent agreement and the share of units of each coder",
    },
    "report.caption_pairs": {"nl": "Overeenstemming per codeurspaar", "en": "Agreement per pair of coders"},
    "report.caption_rounds": {"nl": "Overeenstemming per codeerronde", "en": "Agreement per coding round"},
    "report.caption_intra": {
        "nl": "Overeenstemming van elke codeur met zichzelf bij herhaald coderen",
        "en": "Agreement of each coder with herself when coding again",
    },
    "report.caption_passages": {
        "nl": "Overeenstemming over gemarkeerde fragmenten",
        "en": "Agreement on marked passages",
    },
    "report.caption_units": {
        "nl": "Overeenstemming over codes heen, op verschillende eenheden",
        "en": "Agreement over codes, on different units",
    },
    "report.other_units": {
        "nl": "Dezelfde coderingen, vergeleken op andere eenheden. De eenheid van dit rapport is vooraf gekozen; de andere tonen hoeveel daarvan afhangt.",
        "en": "The same codings, compared on other units. The unit of this report was chosen beforehand; the others show how much depends on it.",
    },
    "value.turn": {"nl": "spreekbeurt", "en": "turn"},
    "value.answer": {"nl": "vraag-antwoordblok", "en": "answer"},
    "value.paragraph": {"nl": "alinea", "en": "paragraph"},
    "value.sentence": {"nl": "zin", "en": "sentence"},
    "value.document": {"nl": "document", "en": "document"},
    "term.unit": {"nl": "eenheid", "en": "unit"},
    "report.caption_facets": {"nl": "Overeenstemming over facetten", "en": "Agreement on facets"},
    "report.caption_differences": {"nl": "De {count} zwaarste verschillen", "en": "The {count} dearest disagreements"},
    "report.caption_confusion": {
        "nl": "Codes die het vaakst in elkaars plaats staan",
        "en": "Codes that most often stand in each other’s place",
    },
    "report.caption_rules": {
        "nl": "Beslisregels, naar de versie van het codeboek waarin zij zijn opgenomen",
        "en": "Decision rules, by the version of the codebook that took them up",
    },
    "report.caption_decisions": {"nl": "Besluiten uit het overleg", "en": "Decisions of meetings"},
    "report.caption_figure": {
        "nl": "Krippendorffs alfa per code met 95%-betrouwbaarheidsinterval",
        "en": "Krippendorff’s alpha per code with its 95% confidence interval",
    },
    "report.figure_described": {
        "nl": "Elke code met haar alfa en interval, van hoog naar laag; de getallen staan in de tabel per code.",
        "en": "Each code with its alpha and interval, from high to low; the numbers stand in the table per code.",
    },
    "report.over_codes": {
        "nl": "Over de codes zonder subcodes heen was α = {alpha:c}, 95%-BI [{low:c}; {high:c}].",
        "en": "Over the codes without subcodes α was {alpha:c}, 95% CI [{low:c}, {high:c}].",
    },
    "report.over_codes_bare": {
        "nl": "Over de codes zonder subcodes heen was α = {alpha:c}; voor een interval zijn er te weinig dubbel gecodeerde documenten.",
        "en": "Over the codes without subcodes α was {alpha:c}; too few documents were coded twice for an interval.",
    },
    "report.depths": {
        "nl": "De tabel geeft hetzelfde voor de codes van elk niveau, met alles wat eronder valt.",
        "en": "The table gives the same for the codes of each depth, with all that lies below them.",
    },
    "report.parents": {
        "nl": "Een hoofdcode telt waar zij zelf of een code eronder is toegekend. Ingesprongen codes vallen onder de code erboven.",
        "en": "A parent counts where it, or any code below it, was applied. Indented codes lie below the code above them.",
    },
    "report.rare": {
        "nl": "Voor {count:code|codes} met minder dan 10 toekenningen staan alleen de aantallen er.",
        "en": "For {count:code|codes} applied fewer than 10 times only the counts are given.",
    },
    "report.unused": {"nl": "Door niemand toegekend: {codes}.", "en": "Applied by nobody: {codes}."},
    "report.above": {
        "nl": "Ondergrens van het interval op of boven de drempel van {threshold:.2}: {codes}.",
        "en": "Lower limit of the interval at or above the threshold of {threshold:.2}: {codes}.",
    },
    "report.below": {"nl": "Ondergrens eronder: {codes}.", "en": "Lower limit below it: {codes}."},
    "report.none_above": {
        "nl": "Van geen code ligt de ondergrens van het interval op of boven de drempel van {threshold:.2}.",
        "en": "No code has a lower limit of its interval at or above the threshold of {threshold:.2}.",
    },
    "report.no_limit": {"nl": "Zonder interval: {codes}.", "en": "Without an interval: {codes}."},
    "report.ac1": {
        "nl": "AC1 en het percentage worden hoog waar bijna niemand een code toekent; zij staan hier ter vergelijking en niet in plaats van alfa.",
        "en": "AC1 and percent agreement rise where hardly anybody applies a code; they stand here for comparison, not instead of alpha.",
    },
    "report.pairs": {
        "nl": "Een codeur die met iedereen minder overeenstemt, is hier te zien. Paren hoeven niet dezelfde documenten te delen.",
        "en": "A coder who agrees less with everybody is seen here. Pairs need not share the same documents.",
    },
    "report.rounds": {
        "nl": "Oefenrondes tonen hoe de overeenstemming groeide; zij tellen niet mee in de hoofdronde.",
        "en": "Training rounds show how agreement grew; they do not count in the main round.",
    },
    "report.passages": {
        "nl": "Codeurs kozen zelf waar een fragment begint en eindigt. |uα vraagt waar iemand iets markeerde, cuα welke code de tekst kreeg waar twee codeurs iets markeerden, F1 hoeveel fragmenten een tegenhanger hebben.",
        "en": "Coders chose themselves where a passage begins and ends. |uα asks where anything was marked, cuα which code the text got where two coders marked something, F1 how many passages have a partner.",
    },
    "report.too_few_passages": {
        "nl": "Zonder waarde, en daarom niet in de tabel: {count:code|codes}.",
        "en": "Without a value, and therefore not in the table: {count:code|codes}.",
    },
    "head.coverage": {"nl": "dekking van cuα", "en": "coverage of cuα"},
    "report.facets": {
        "nl": "Vergeleken waar twee codeurs dezelfde code aan dezelfde eenheid gaven: gaven zij ook dezelfde waarde?",
        "en": "Compared where two coders applied the same code to the same unit: did they give it the same value?",
    },
    "report.differences": {
        "nl": "{count:verschil|verschillen} tussen codeurs, de zwaarste eerst: een andere code, een verwante code (zelfde hoofdcode), een hoofd- of subcode, gemist.",
        "en": "{count:disagreement|disagreements} between coders, the dearest first: another code, a related code (same parent), a parent or child code, missed.",
    },
    "report.confused": {
        "nl": "Op {count:plaats|plaatsen} gaf de ene codeur een andere code dan de andere.",
        "en": "In {count:place|places} one coder applied another code than the other.",
    },
    "report.definitions": {
        "nl": "Geen van deze maten heeft hier een oordeel in woorden: een interval zegt wat de gegevens toelaten.",
        "en": "None of these measures is given a verdict in words here: an interval says what the data allow.",
    },
    "report.bands": {
        "nl": "De woorden in de tabel zijn gevraagd.",
        "en": "The words in the table were asked for.",
    },
    "report.made": {
        "nl": "Gemaakt met qualcode {version}. Herkomst {id}: met deze aanduiding zijn de tabellen opnieuw te berekenen. Codeboek {codebook}.",
        "en": "Made with qualcode {version}. Recipe {id}: under this name the tables can be computed again. Codebook {codebook}.",
    },
    "figure.missing": {"nl": "Figuur niet getekend ({title}): {why}", "en": "Figure not drawn ({title}): {why}"},
    "term.figure": {"nl": "Figuur", "en": "Figure"},
    "column.instead": {"nl": "in plaats daarvan", "en": "in its place"},
    "column.how_often": {"nl": "hoe vaak", "en": "how often"},
    "column.rule": {"nl": "beslisregel", "en": "decision rule"},
    "column.decision": {"nl": "besluit", "en": "decision"},
    "column.reason": {"nl": "reden", "en": "reason"},
    "column.rounds": {"nl": "gold in", "en": "held in"},
    # why a coefficient of marked passages is not there, or is to be read with care
    "reason.no_chance": {
        "nl": "Niet bepaald: overeenstemming bij toeval is al volledig.",
        "en": "Undefined: agreement by chance is already complete.",
    },
    "reason.few_readers": {
        "nl": "Niet bepaald: geen document is door twee codeurs gelezen.",
        "en": "Undefined: no document was read by two coders.",
    },
    "reason.nothing_marked": {
        "nl": "Niet bepaald: niemand markeerde iets.",
        "en": "Undefined: nobody marked anything.",
    },
    "reason.all_marked": {
        "nl": "Niet bepaald: er bleef geen tekst ongemarkeerd.",
        "en": "Undefined: no text was left unmarked.",
    },
    "reason.not_shared": {
        "nl": "Niet bepaald: geen tekst is door twee codeurs gemarkeerd.",
        "en": "Undefined: no text was marked by two coders.",
    },
    "reason.experimental": {
        "nl": "Experimenteel bij meer dan twee codeurs: de oorspronkelijke vergelijking voor het paren van een fragment met zichzelf is niet ingezien; het gedrukte voorbeeld komt uit met het kwadraat van het gemiddelde.",
        "en": "Experimental with more than two coders: the original equation for pairing a passage with itself was not seen; the printed example is reproduced by the square of the mean.",
    },
    # the paragraph for a methods section
    "methods.compared": {
        "nl": "Van de {of} documenten zijn er {documents} door twee codeurs onafhankelijk van elkaar gecodeerd en vóór bespreking vergeleken ({units} eenheden).",
        "en": "Of the {of} documents, {documents} were coded independently by two coders and compared before discussion ({units} units).",
    },
    "methods.compared_many": {
        "nl": "Van de {of} documenten zijn er {documents} door ten minste twee van {coders} codeurs onafhankelijk van elkaar gecodeerd en vóór bespreking vergeleken ({units} eenheden).",
        "en": "Of the {of} documents, {documents} were coded independently by at least two of {coders} coders and compared before discussion ({units} units).",
    },
    "methods.after": {
        "nl": "Van de {of} documenten zijn er {documents} door twee codeurs gecodeerd en na bespreking vergeleken ({units} eenheden).",
        "en": "Of the {of} documents, {documents} were coded by two coders and compared after discussion ({units} units).",
    },
    "methods.after_many": {
        "nl": "Van de {of} documenten zijn er {documents} door ten minste twee van {coders} codeurs gecodeerd en na bespreking vergeleken ({units} eenheden).",
        "en": "Of the {of} documents, {documents} were coded by at least two of {coders} coders and compared after discussion ({units} units).",
    },
    "methods.sampled": {"nl": "Trekking van deze documenten: {text}.", "en": "Sampling of these documents: {text}."},
    "methods.not_stated": {
        "nl": "Hoe deze documenten zijn getrokken is niet vastgelegd.",
        "en": "How these documents were sampled is not stated.",
    },
    "methods.unit": {
        "nl": "Vergeleken is per {unit}, alleen wat respondenten zeggen; een code telde als zij ten minste {min_covered} woorden daarvan dekte.",
        "en": "Coders were compared per {unit}, on informants’ talk only; a code counted when it covered at least {min_covered} words of it.",
    },
    "methods.alpha": {
        "nl": "De overeenstemming is per code uitgedrukt in Krippendorffs alfa (code wel of niet toegekend; Krippendorff, 2019), met een 95%-betrouwbaarheidsinterval uit een jackknife over documenten (Efron & Stein, 1981).",
        "en": "Agreement is given per code as Krippendorff’s alpha (code applied or not; Krippendorff, 2019), with a 95% confidence interval from a jackknife over documents (Efron & Stein, 1981).",
    },
    "methods.overall": {
        "nl": "Over codes heen, met waargenomen en verwachte verschillen eerst binnen elke code berekend (De Vries et al., 2008), was α = {alpha:c}, 95%-BI [{low:c}; {high:c}].",
        "en": "Over codes, with observed and expected disagreement each computed within its code (De Vries et al., 2008), α was {alpha:c}, 95% CI [{low:c}, {high:c}].",
    },
    "methods.overall_bare": {
        "nl": "Over codes heen, met waargenomen en verwachte verschillen eerst binnen elke code berekend (De Vries et al., 2008), was α = {alpha:c}; voor een interval waren er te weinig dubbel gecodeerde documenten.",
        "en": "Over codes, with observed and expected disagreement each computed within its code (De Vries et al., 2008), α was {alpha:c}; too few documents were coded twice for an interval.",
    },
    "methods.range": {
        "nl": "Van {count:code|codes} die vaak genoeg voorkwamen liep α van {least:c} (‘{least_code}’) tot {most:c} (‘{most_code}’), mediaan {median:c}; hoofdcodes zijn inclusief hun subcodes berekend.",
        "en": "For {count:code|codes} that occurred often enough α ran from {least:c} (“{least_code}”) to {most:c} (“{most_code}”), median {median:c}; parents were computed with their subcodes.",
    },
    "methods.rare": {
        "nl": "Voor {count:code|codes} met minder dan 10 toekenningen is geen coëfficiënt berekend.",
        "en": "No coefficient was computed for {count:code|codes} applied fewer than 10 times.",
    },
    "methods.threshold": {
        "nl": "Bij {above} van de {of} codes met een interval lag de ondergrens op of boven de vooraf gekozen drempel van {threshold:c}.",
        "en": "For {above} of the {of} codes with an interval the lower limit was at or above the threshold of {threshold:c}, which was chosen beforehand.",
    },
    "methods.software": {
        "nl": "Berekend met qualcode {version} (codeboek {codebook}, herkomst {id}).",
        "en": "Computed with qualcode {version} (codebook {codebook}, recipe {id}).",
    },
    # the sheets of a workbook
    "sheet.report": {"nl": "rapport", "en": "report"},
    "sheet.facts": {"nl": "vergeleken", "en": "compared"},
    "sheet.depth": {"nl": "per niveau", "en": "by depth"},
    "sheet.codes": {"nl": "per code", "en": "per code"},
    "sheet.beside": {"nl": "AC1 en aandelen", "en": "AC1 and shares"},
    "sheet.pairs": {"nl": "per codeurspaar", "en": "per pair"},
    "sheet.rounds": {"nl": "per ronde", "en": "per round"},
    "sheet.units": {"nl": "andere eenheden", "en": "other units"},
    "sheet.intra": {"nl": "met zichzelf", "en": "with herself"},
    "sheet.passages": {"nl": "fragmenten", "en": "passages"},
    "sheet.facets": {"nl": "facetten", "en": "facets"},
    "sheet.confusion": {"nl": "verwisseld", "en": "confused"},
    "sheet.rules": {"nl": "beslisregels", "en": "decision rules"},
    "sheet.decisions": {"nl": "besluiten", "en": "decisions"},
}
