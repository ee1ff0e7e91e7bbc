"""Measures, states and the sentences of a matrix's note."""

from __future__ import annotations

MATRIX: dict[str, dict[str, str]] = {
    # names of the measures, as a caption says them
    "name.turns": {"nl": "Aantal spreekbeurten", "en": "Number of turns"},
    "name.conversations": {"nl": "Aantal gesprekken", "en": "Number of conversations"},
    "name.documents": {"nl": "Aantal documenten", "en": "Number of documents"},
    "name.participants": {"nl": "Aantal respondenten", "en": "Number of participants"},
    "name.cases": {"nl": "Aantal casussen", "en": "Number of cases"},
    "name.presence": {"nl": "Genoemd of niet genoemd", "en": "Mentioned or not mentioned"},
    "name.words": {"nl": "Aantal woorden", "en": "Number of words"},
    "name.share": {"nl": "Aandeel in respondentwoorden (%)", "en": "Share of informant talk (%)"},
    "name.per_1000": {
        "nl": "Aantal fragmenten per 1.000 respondentwoorden",
        "en": "Segments per 1,000 informant words",
    },
    "name.segments": {"nl": "Aantal fragmenten", "en": "Number of segments"},
    "name.passages": {"nl": "Aantal aaneengesloten passages", "en": "Number of passages"},
    "name.codings": {"nl": "Aantal coderingen", "en": "Number of codings"},
    # states of a cell: the symbol, and the word for the legend
    "symbol.absent": {"nl": "–", "en": "–"},
    "symbol.not_asked": {"nl": "n.g.", "en": "n.ask."},
    "symbol.not_coded": {"nl": "…", "en": "…"},
    "symbol.no_data": {"nl": "×", "en": "×"},
    "symbol.spontaneous": {"nl": "ˢ", "en": "ˢ"},
    "symbol.suppressed": {"nl": "†", "en": "†"},
    "symbol.present": {"nl": "●", "en": "●"},
    "state.found": {"nl": "genoemd", "en": "mentioned"},
    "state.absent": {"nl": "niet genoemd", "en": "not mentioned"},
    "state.not_asked": {"nl": "niet gevraagd", "en": "not asked"},
    "state.not_coded": {"nl": "nog niet gecodeerd", "en": "not coded yet"},
    "state.no_data": {"nl": "geen bron", "en": "no source"},
    "state.spontaneous": {"nl": "spontaan genoemd", "en": "mentioned spontaneously"},
    "state.lower_bound": {"nl": "ondergrens", "en": "lower bound"},
    "state.suppressed": {"nl": "niet getoond", "en": "not shown"},
    "state.present": {"nl": "genoemd", "en": "mentioned"},
    # the note, in its order
    "layer.final": {
        "nl": "Definitieve codering: {consensus:document|documenten} consensus, {single:document|documenten} één codeur.",
        "en": "Final coding: {consensus:document|documents} by consensus, {single:document|documents} by one coder.",
    },
    "layer.consensus": {"nl": "Consensuscodering.", "en": "Consensus coding."},
    "layer.reading": {"nl": "Codeerversie van {coder}.", "en": "Reading of {coder}."},
    "layer.rounds": {"nl": "Ronde: {rounds}.", "en": "Round: {rounds}."},
    "layer.codebook": {"nl": "Codeboek {codebook}.", "en": "Codebook {codebook}."},
    "measure.turns": {
        "nl": "Aantal spreekbeurten van respondenten met de code.",
        "en": "Number of informant turns that bear the code.",
    },
    "measure.conversations": {
        "nl": "*n*/*N*: gesprekken waarin de code voorkomt, van de *N* in aanmerking komende gesprekken.",
        "en": "*n*/*N*: conversations in which the code occurs, of the *N* eligible conversations.",
    },
    "measure.documents": {
        "nl": "*n*/*N*: documenten waarin de code voorkomt, van de *N* in aanmerking komende documenten.",
        "en": "*n*/*N*: documents in which the code occurs, of the *N* eligible documents.",
    },
    "measure.participants": {
        "nl": "Aantal verschillende respondenten bij wie de code voorkomt; in groepsgesprekken ten minste dit aantal.",
        "en": "Number of distinct participants who bear the code; in group interviews at least this number.",
    },
    "measure.cases": {
        "nl": "Aantal casussen waarin de code voorkomt.",
        "en": "Number of cases in which the code occurs.",
    },
    "measure.presence": {"nl": "Wel of niet genoemd.", "en": "Mentioned or not mentioned."},
    "measure.words": {
        "nl": "Aantal woorden van respondenten waarop de code ligt; overlappende fragmenten tellen eenmaal.",
        "en": "Number of informant words that bear the code; overlapping segments count once.",
    },
    "measure.share": {
        "nl": "Woorden met de code als percentage van alle woorden van respondenten in de cel.",
        "en": "Words that bear the code as a percentage of all informant words in the cell.",
    },
    "measure.per_1000": {
        "nl": "Aantal fragmenten per 1.000 woorden van respondenten.",
        "en": "Number of segments per 1,000 informant words.",
    },
    "measure.segments": {
        "nl": "Aantal verschillende fragmenten met de code.",
        "en": "Number of distinct segments that bear the code.",
    },
    "measure.passages": {
        "nl": "Aantal aaneengesloten passages met de code.",
        "en": "Number of maximal disjoint stretches that bear the code.",
    },
    "measure.codings": {
        "nl": "Aantal coderingen; bij een hoofdcode de som met die van de subcodes.",
        "en": "Number of codings; for a parent code summed with those of its children.",
    },
    "measure.rollup": {
        "nl": "Hoofdcodes inclusief subcodes; fragmenten met meer subcodes tellen eenmaal.",
        "en": "Parent codes include their children; what bears several children counts once.",
    },
    "measure.general": {
        "nl": "Algemeen: de hoofdcode zelf toegekend, zonder subcode.",
        "en": "General: the parent code itself applied, without a child code.",
    },
    "measure.undefined": {
        "nl": "{documents:document telt|documenten tellen} niet mee: de maat is er niet bepaald.",
        "en": "{documents:document does|documents do} not count: the measure is undefined there.",
    },
    "measure.interviewer": {
        "nl": "Woorden van de interviewer tellen niet mee.",
        "en": "The interviewer’s words do not count.",
    },
    "n.head": {"nl": "*N* = {N}", "en": "*N* = {N}"},
    "n.total": {
        "nl": "{N:document|documenten} in totaal.",
        "en": "{N:document|documents} in all.",
    },
    "n.conversations": {
        "nl": "{N:gesprek|gesprekken} in totaal.",
        "en": "{N:conversation|conversations} in all.",
    },
    "n.row": {
        "nl": "*N*: aantal in aanmerking komende gesprekken (van de juiste soort, voor de code gelezen, en bevraagd of naar haar aard niet bevraagd).",
        "en": "*N*: number of eligible conversations (of the right kind, read for the code, and asked or unprompted by nature).",
    },
    "n.eligible": {
        "nl": "In aanmerking komend: van de juiste soort, voor de code gelezen, en bevraagd of naar haar aard niet bevraagd.",
        "en": "Eligible: of the right kind, read for the code, and asked or unprompted by nature.",
    },
    "n.percent": {
        "nl": "Tussen haakjes het percentage van *N*, alleen vanaf *N* = 20.",
        "en": "In brackets the percentage of *N*, from *N* = 20 only.",
    },
    "n.kinds": {"nl": "Alleen {kinds}.", "en": "Only {kinds}."},
    "n.filter": {"nl": "Selectie: {filter}.", "en": "Selection: {filter}."},
    "n.unprompted": {
        "nl": "Codes waarnaar geen leidraad vraagt, zijn niet afzonderlijk bevraagd.",
        "en": "Codes that no guide asks for were not prompted.",
    },
    "states.symbols": {"nl": "{symbols}.", "en": "{symbols}."},
    "states.spontaneous": {
        "nl": "ˢ spontaan genoemd, zonder dat ernaar is gevraagd; telt niet in *n* en *N*.",
        "en": "ˢ mentioned spontaneously, where nobody asked; not in *n* and *N*.",
    },
    "states.lower_bound": {
        "nl": "Een waarde met (gelezen/alle) erachter is een ondergrens: nog niet alle documenten zijn gelezen.",
        "en": "A value followed by (read/all) is a lower bound: not all documents have been read yet.",
    },
    "suppression.cells": {
        "nl": "† niet getoond om personen te beschermen.",
        "en": "† not shown, to protect persons.",
    },
    "software.codebook": {"nl": "Codeboek {codebook}.", "en": "Codebook {codebook}."},
    "software.recipe": {
        "nl": "Herkomst {id} (qualcode {version}).",
        "en": "Recipe {id} (qualcode {version}).",
    },
    "n.reason": {"nl": "{text}", "en": "{text}"},
    "text.free": {"nl": "{text}", "en": "{text}"},
}
