"""Plans of who reads what: what was drawn, what it promises, what is to be read again, and whether coders drift."""

from __future__ import annotations

PLANS: dict[str, dict[str, str]] = {
    "column.twice": {"nl": "dubbel", "en": "read by two"},
    "column.responsible": {"nl": "verantwoordelijk", "en": "responsible"},
    "column.second": {"nl": "tweede", "en": "second"},
    "column.new": {"nl": "nieuw voor", "en": "new to"},
    "column.frequency": {"nl": "code", "en": "code"},
    "column.percent": {"nl": "% van de eenheden", "en": "% of units"},
    "column.alpha": {"nl": "verwachte α", "en": "expected α"},
    "column.expected": {"nl": "keer te verwachten", "en": "occurrences expected"},
    "column.width": {"nl": "± interval", "en": "± interval"},
    "column.needed": {"nl": "documenten voor ± 0,10", "en": "documents for ± .10"},
    "column.units": {"nl": "eenheden", "en": "units"},
    "value.common": {"nl": "gangbaar", "en": "common"},
    "value.rare": {"nl": "zeldzaam", "en": "rare"},
    "value.too_rare": {"nl": "te zeldzaam voor een coëfficiënt", "en": "too rare for a coefficient"},
    "value.few_documents": {"nl": "te weinig dubbel gecodeerde documenten", "en": "too few documents read by two"},
    "value.open": {"nl": "te doen", "en": "to do"},
    "term.batch": {"nl": "partij documenten", "en": "batch of documents"},
    "n.plan_drawn": {
        "nl": "{double:document|documenten} door twee codeurs gelezen, uit {of} die geloot mogen worden; loting met zaad {seed}.",
        "en": "{double:document|documents} read by two coders, out of {of} that may be drawn; drawn with seed {seed}.",
    },
    "n.plan_standing": {
        "nl": "Daarvan al aan twee codeurs gegeven: {count}.",
        "en": "Of these already given to two coders: {count}.",
    },
    "n.plan_unfilled": {
        "nl": "Strata zonder dubbel gelezen document, {count} van {of}: {strata}.",
        "en": "Strata without a document read by two, {count} of {of}: {strata}.",
    },
    "n.plan_words": {"nl": "Nieuw te lezen woorden: {words}.", "en": "Words newly to be read: {words}."},
    "n.plan_trial": {
        "nl": "Niet geloot wegens proef- of kalibratieronde ({count}): {documents}.",
        "en": "Not drawn because of a pilot or calibration round ({count}): {documents}.",
    },
    "n.plan_consent": {
        "nl": "Aan niemand gegeven, gebruik geweigerd ({count}): {documents}.",
        "en": "Given to nobody, use refused ({count}): {documents}.",
    },
    "n.plan_language": {
        "nl": "Buiten het plan, andere taal ({count}): {documents}.",
        "en": "Outside the plan, other language ({count}): {documents}.",
    },
    "n.plan_query": {
        "nl": "Buiten het plan door de keuze van documenten ({count}): {documents}.",
        "en": "Outside the plan by the choice of documents ({count}): {documents}.",
    },
    "measure.plan_few": {
        "nl": "Met {documents:dubbel gelezen document|dubbel gelezen documenten} wordt geen interval gegeven: daarvoor zijn er ten minste {least} nodig.",
        "en": "With {documents:document|documents} read by two no interval is given: at least {least} are needed.",
    },
    "measure.plan_common": {
        "nl": "Verwacht {confidence}%-BI bij {documents} documenten: α ± {width:.2} voor een gangbare code (in {prevalence:.1}% van de eenheden).",
        "en": "Expected {confidence}% CI with {documents} documents: α ± {width:.2} for a common code (in {prevalence:.1}% of units).",
    },
    "measure.plan_rare": {
        "nl": "Voor een zeldzame code (in {prevalence:.1}%): α ± {width:.2}.",
        "en": "For a rare code (in {prevalence:.1}%): α ± {width:.2}.",
    },
    "measure.plan_common_none": {
        "nl": "Een gangbare code (in {prevalence:.1}% van de eenheden) komt naar verwachting {expected:.1} keer voor: te zeldzaam voor een coëfficiënt.",
        "en": "A common code (in {prevalence:.1}% of units) is expected {expected:.1} times: too rare for a coefficient.",
    },
    "measure.plan_rare_none": {
        "nl": "Een zeldzame code (in {prevalence:.1}% van de eenheden) komt naar verwachting {expected:.1} keer voor: te zeldzaam voor een coëfficiënt.",
        "en": "A rare code (in {prevalence:.1}% of units) is expected {expected:.1} times: too rare for a coefficient.",
    },
    "measure.plan_method": {
        "nl": "Verwachting voor spreekbeurten, uit een formule (gelineariseerde α, jackknife over documenten, t met documenten − 1), niet uit een simulatie.",
        "en": "Forecast for turns, by a formula (linearised α, jackknife over documents, t with documents − 1), not by simulation.",
    },
    "measure.plan_prevalence_found": {
        "nl": "Zeldzaam en gangbaar: onderste en bovenste kwartiel van de codes zoals tot nu toe gecodeerd ({rare:.1}% en {common:.1}%).",
        "en": "Rare and common: lower and upper quartile of the codes as coded so far ({rare:.1}% and {common:.1}%).",
    },
    "measure.plan_prevalence_assumed": {
        "nl": "Aangenomen: zeldzaam {rare:.1}%, gangbaar {common:.1}%.",
        "en": "Assumed: rare {rare:.1}%, common {common:.1}%.",
    },
    "measure.plan_alpha_found": {
        "nl": "Verwachte α = {value:.2}, zoals tot nu toe over de codes.",
        "en": "Expected α = {value:.2}, as over the codes so far.",
    },
    "measure.plan_alpha_assumed": {"nl": "Aangenomen α = {value:.2}.", "en": "Assumed α = {value:.2}."},
    "measure.plan_clustering_found": {
        "nl": "Samenhang binnen documenten (ICC) {value:.3}, zoals tot nu toe.",
        "en": "Clustering within documents (ICC) {value:.3}, as so far.",
    },
    "measure.plan_clustering_assumed": {
        "nl": "Aangenomen samenhang binnen documenten (ICC) {value:.3}.",
        "en": "Assumed clustering within documents (ICC) {value:.3}.",
    },
    "measure.recode": {
        "nl": "Opnieuw te lezen voor {code}: lezingen die deze code in codeboek {version} nog niet hebben beoordeeld.",
        "en": "To be read again for {code}: readings that have not judged this code of codebook {version} yet.",
    },
    "measure.recode_since": {
        "nl": "Opnieuw te lezen voor {code}: alles wat voor deze code het laatst is gelezen onder een versie van vóór {since} (codeboek {version}).",
        "en": "To be read again for {code}: all that was last read for this code under a version before {since} (codebook {version}).",
    },
    "n.recode_none": {"nl": "Er is niets opnieuw te lezen.", "en": "Nothing is to be read again."},
    "n.recode_words": {
        "nl": "{documents:document|documenten}; woorden: {words}.",
        "en": "{documents:document|documents}; words: {words}.",
    },
    "n.recode_unread": {
        "nl": "Nog niet gelezen in de hoofdronde, dus hier niet bij: {count}.",
        "en": "Not read in the main round yet, so not listed here: {count}.",
    },
    "n.drift_batches": {
        "nl": "{documents} documenten in {count} partijen op volgorde van coderen. Eerste: {first}. Laatste: {last}.",
        "en": "{documents} documents in {count} batches in the order of coding. First: {first}. Last: {last}.",
    },
    "measure.drift_lower": {
        "nl": "In de laatste partij is de overeenstemming lager dan in de eerste: verschil {value:.2} ({confidence}%-BI [{low:.2}; {high:.2}]).",
        "en": "Agreement in the last batch is lower than in the first: difference {value:.2} ({confidence}% CI [{low:.2}, {high:.2}]).",
    },
    "measure.drift_higher": {
        "nl": "In de laatste partij is de overeenstemming hoger dan in de eerste: verschil {value:.2} ({confidence}%-BI [{low:.2}; {high:.2}]).",
        "en": "Agreement in the last batch is higher than in the first: difference {value:.2} ({confidence}% CI [{low:.2}, {high:.2}]).",
    },
    "measure.drift_open": {
        "nl": "Of de laatste partij van de eerste verschilt, laten deze documenten open: verschil {value:.2} ({confidence}%-BI [{low:.2}; {high:.2}]).",
        "en": "Whether the last batch differs from the first these documents leave open: difference {value:.2} ({confidence}% CI [{low:.2}, {high:.2}]).",
    },
    "measure.drift_few": {
        "nl": "Of de laatste partij van de eerste verschilt, is niet te zeggen: een van beide heeft minder dan {least} documenten.",
        "en": "Whether the last batch differs from the first cannot be said: one of them has fewer than {least} documents.",
    },
    "measure.drift_none": {
        "nl": "Of de laatste partij van de eerste verschilt, is niet te zeggen: een van beide heeft geen standaardfout.",
        "en": "Whether the last batch differs from the first cannot be said: one of them has no standard error.",
    },
    "n.drift_intra": {
        "nl": "Intracodeursbetrouwbaarheid: dezelfde codeur las documenten een tweede keer (ronde intra).",
        "en": "Intracoder reliability: the same coder read documents a second time (round intra).",
    },
}
