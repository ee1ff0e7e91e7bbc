"""What counts in a matrix, a list of quotes or a table of co-occurrence, and what does not: sentences for the note."""

from __future__ import annotations

COUNTS: dict[str, dict[str, str]] = {
    "layer.final_partly": {
        "nl": "Definitieve codering: {consensus:document|documenten} consensus, {single:document|documenten} één codeur, "
        "{both:document|documenten} deels consensus.",
        "en": "Final coding: {consensus:document|documents} by consensus, {single:document|documents} by one coder, "
        "{both:document|documents} partly by consensus.",
    },
    "layer.final_plain": {"nl": "Definitieve codering.", "en": "Final coding."},
    "layer.named": {"nl": "Laag: {layer}.", "en": "Layer: {layer}."},
    "unit.turn": {
        "nl": "Een codering telt in een spreekbeurt waarvan zij ten minste drie woorden of het geheel beslaat, anders in de "
        "spreekbeurt waarin het meeste ligt.",
        "en": "A coding counts in a turn of which it covers at least three words or the whole, else in the turn that holds "
        "most of it.",
    },
    "measure.nothing_said": {
        "nl": "Een lege cel: er is geen woord van een respondent om door te delen.",
        "en": "An empty cell: there is no informant word to divide by.",
    },
    "n.documents": {"nl": "Alleen documenten met {query}.", "en": "Only documents with {query}."},
    "n.talk": {"nl": "Alleen spreekbeurten met {query}.", "en": "Only turns with {query}."},
    "n.where": {
        "nl": "Alleen coderingen met {query}; *N* is daardoor niet kleiner.",
        "en": "Only codings with {query}; this leaves *N* as it is.",
    },
    "n.out.of_other_kind": {
        "nl": "{documents:document van een andere soort telt|documenten van een andere soort tellen} niet mee.",
        "en": "{documents:document|documents} of another kind left out.",
    },
    "n.out.homeless": {
        "nl": "{documents:document hoort|documenten horen} in geen rij en kolom thuis.",
        "en": "{documents:document belongs|documents belong} in no row and column.",
    },
    "n.out.unheard": {
        "nl": "{codings:codering ligt|coderingen liggen} geheel buiten wat respondenten zeiden: niet meegeteld.",
        "en": "{codings:coding lies|codings lie} wholly outside what informants said: not counted.",
    },
    "n.out.waiting": {
        "nl": "{codings:codering van een gecorrigeerde tekst wacht op beoordeling en telt|coderingen van gecorrigeerde teksten wachten op "
        "beoordeling en tellen} niet mee.",
        "en": "{codings:coding of a corrected text waits|codings of corrected texts wait} for review: not counted.",
    },
    "n.quotes": {
        "nl": "Citaten: eerst uit zo veel mogelijk documenten, daarbinnen het langste uit één spreekbeurt tot {words} woorden; bij gelijke lengte het "
        "eerste in de tekst.",
        "en": "Quotes: from as many documents as possible first, within them the longest from one turn of up to {words} words; of equal length "
        "the first in the text.",
    },
    "n.quotes.left_out": {
        "nl": "{quotes:citaat is|citaten zijn} niet getoond (ten hoogste {limit} per cel).",
        "en": "{quotes:quote is|quotes are} not shown (at most {limit} a cell).",
    },
    "unit.within.turn": {
        "nl": "Eenheid: spreekbeurt van een respondent, in documenten die voor beide codes zijn gelezen.",
        "en": "Unit: informant turn, in documents read for both codes.",
    },
    "unit.within.answer": {
        "nl": "Eenheid: vraag-antwoordblok, in documenten die voor beide codes zijn gelezen.",
        "en": "Unit: answer, in documents read for both codes.",
    },
    "unit.within.document": {
        "nl": "Eenheid: document, voor beide codes gelezen.",
        "en": "Unit: document, read for both codes.",
    },
    "unit.within.person": {
        "nl": "Eenheid: respondent, in documenten die voor beide codes zijn gelezen.",
        "en": "Unit: participant, in documents read for both codes.",
    },
    "unit.within.case": {
        "nl": "Eenheid: casus, in documenten die voor beide codes zijn gelezen.",
        "en": "Unit: case, in documents read for both codes.",
    },
    "n.cooccurrence.left_out": {
        "nl": "{pairs:paar met minder gevallen staat|paren met minder gevallen staan} niet in de tabel.",
        "en": "{pairs:pair|pairs} with fewer units not shown.",
    },
    "measure.cooccurrence": {
        "nl": "Jaccard = beide / ten minste een van beide; phi = samenhang van wel en niet; lift = beide ten opzichte van toeval. "
        "Een code en een code erboven staan niet samen in de tabel.",
        "en": "Jaccard = both / at least one; phi = correlation of yes and no; lift = both over what chance would give. A code and "
        "a code above it are not paired.",
    },
    "measure.cooccurrence.undefined": {
        "nl": "{pairs:paar heeft|paren hebben} een onbepaalde maat: een van beide codes komt nergens of overal voor.",
        "en": "{pairs:pair has|pairs have} an undefined measure: one of the codes occurs nowhere or everywhere.",
    },
    "n.cues_documents": {
        "nl": "A: de signalen; B: mensen. {documents:document|documenten} met een definitieve codering; {touched} waarin over suggesties is beslist tellen niet mee.",
        "en": "A: the cues; B: people. {documents:document|documents} with a final coding; {touched} in which suggestions were decided are left out.",
    },
    "n.rereading": {
        "nl": "Wat nieuw, verruimd of afgesplitst is, geldt als niet gelezen tot het opnieuw gelezen is (qualcode plan --recode CODE).",
        "en": "What is new, wider or split off counts as not read until it is read again (qualcode plan --recode CODE).",
    },
    "status.to_recode": {"nl": "{codes:code|codes} hercoderen", "en": "{codes:code|codes} to recode"},
    "status.to_review": {"nl": "{count} te beoordelen", "en": "{count} to review"},
    "value.sealed": {"nl": "verzegeld", "en": "sealed"},
    "value.wider": {"nl": "verruimd", "en": "wider"},
    "value.split": {"nl": "afgesplitst", "en": "split off"},
    "value.new": {"nl": "nieuw", "en": "new"},
}
