"""What a consensus meeting says: on the screen, in its workbook, and when it is over."""

from __future__ import annotations

MEETING: dict[str, dict[str, str]] = {
    "meeting.begun": {
        "nl": "{documents:document|documenten} op tafel; {count:verschil|verschillen} te besluiten, {parked} geparkeerd.",
        "en": "{documents:document|documents} on the table; {count:difference|differences} to decide, {parked} parked.",
    },
    "meeting.taken_over": {
        "nl": "Zonder vraag overgenomen, want door allen gezien: {count:codering|coderingen}.",
        "en": "Taken over without a question, since all saw them: {count:coding|codings}.",
    },
    "meeting.nothing": {"nl": "Er is niets meer te besluiten.", "en": "Nothing is left to decide."},
    "meeting.left": {
        "nl": "Besloten {decided}, geparkeerd {parked}, open {open}. Alles staat in het project.",
        "en": "Decided {decided}, parked {parked}, open {open}. Everything is in the project.",
    },
    "meeting.klass.other": {"nl": "andere code", "en": "another code"},
    "meeting.klass.neighbouring": {"nl": "verwante code", "en": "neighbouring code"},
    "meeting.klass.parent_child": {"nl": "hoofdcode of subcode", "en": "parent or child"},
    "meeting.klass.missed": {"nl": "gemist", "en": "missed"},
    "meeting.klass.boundary": {"nl": "grens", "en": "boundary"},
    "meeting.klass.facet": {"nl": "facet", "en": "facet"},
    "meeting.ask.other": {"nl": "{codes}?", "en": "{codes}?"},
    "meeting.ask.missed": {"nl": "{codes}, of niets?", "en": "{codes}, or nothing?"},
    "meeting.ask.boundary": {"nl": "Hoe ver loopt {codes}?", "en": "How far does {codes} go?"},
    "meeting.ask.facet": {"nl": "Welk facet bij {codes}?", "en": "Which facet with {codes}?"},
    "meeting.or": {"nl": " of ", "en": " or "},
    "meeting.nothing_here": {"nl": "(niets)", "en": "(nothing)"},
    "meeting.noted": {"nl": "aantekening bij het coderen", "en": "noted while coding"},
    "meeting.as_above": {"nl": "(omschrijving: d)", "en": "(definition: d)"},
    "meeting.keys": {
        "nl": "1 2 versie · b beide · n geen · o andere code · p parkeren · r regel · s later · u ongedaan · ? uitleg · q stoppen",
        "en": "1 2 reading · b both · n neither · o other code · p park · r rule · s later · u undo · ? help · q quit",
    },
    "meeting.keys_edges": {
        "nl": "e langste, kortste, samen of overlap: voor alle grenzen van deze code",
        "en": "e longer, shorter, union or intersection: for all edges of this code",
    },
    "meeting.help": {
        "nl": "De reden mag erachter: 1 de leerling kiest het moment.\n"
        "  1, 2      die codeerversie wordt consensus; 1+2 of b: beide\n"
        "  n         geen van beide: hier komt geen code\n"
        "  o CODE    een andere code; o CODE 120-180 of o CODE “woorden uit de tekst”: op een ander stuk\n"
        "  p         parkeren: blijft open en staat in --parked\n"
        "  r TEKST   maak er een beslisregel van; besluit daarna\n"
        "  d         omschrijving en regels van de codes; t: meer van het gesprek\n"
        "  s         later; u: het laatste besluit ongedaan; q: stoppen, alles is bewaard",
        "en": "The reason may follow: 1 the pupil chooses the moment.\n"
        "  1, 2      that reading becomes consensus; 1+2 or b: both\n"
        "  n         neither: no code belongs here\n"
        "  o CODE    another code; o CODE 120-180 or o CODE “words of the text”: on another stretch\n"
        "  p         park: it stays open and is listed by --parked\n"
        "  r TEXT    make it a decision rule; decide after it\n"
        "  d         definition and rules of the codes; t: more of the talk\n"
        "  s         later; u: undo the last decision; q: quit, everything is stored",
    },
    "meeting.reason": {"nl": "reden (Enter: geen)", "en": "reason (Enter: none)"},
    "meeting.which_code": {"nl": "welke code", "en": "which code"},
    "meeting.which_rule": {"nl": "de regel", "en": "the rule"},
    "meeting.rule_kept": {
        "nl": "De regel gaat mee met het besluit: {rule}",
        "en": "The rule goes with the decision: {rule}",
    },
    "meeting.done.keep": {"nl": "Consensus: de codeerversie van {said}.", "en": "Consensus: the reading of {said}."},
    "meeting.done.neither": {"nl": "Consensus: hier geen code.", "en": "Consensus: no code here."},
    "meeting.done.other": {"nl": "Consensus: {codes}.", "en": "Consensus: {codes}."},
    "meeting.done.edges": {"nl": "Consensus: {words}", "en": "Consensus: {words}"},
    "meeting.done.parked": {"nl": "Geparkeerd.", "en": "Parked."},
    "meeting.done.complete": {
        "nl": "{name}: alles is besloten, de consensus is afgerond.",
        "en": "{name}: all is decided, the consensus is finished.",
    },
    "meeting.undone": {"nl": "Ongedaan gemaakt.", "en": "Undone."},
    "meeting.edges_preview": {
        "nl": "{count:grens|grenzen} van {code}, {how}:",
        "en": "{count:edge|edges} of {code}, {how}:",
    },
    "meeting.edges_sure": {"nl": "Zo doen? (ja/nee)", "en": "Do so? (yes/no)"},
    "meeting.edges_done": {"nl": "{count} besloten.", "en": "{count} decided."},
    "meeting.rules_wait": {
        "nl": "{count:beslisregel wacht|beslisregels wachten} op de volgende versie van het codeboek: qualcode reconcile --rules",
        "en": "{count:decision rule waits|decision rules wait} for the next version of the codebook: qualcode reconcile --rules",
    },
    "meeting.complete": {"nl": "afgerond", "en": "finished"},
    "meeting.status": {
        "nl": "{name}: besloten {decided}, geparkeerd {parked}, open {open}",
        "en": "{name}: decided {decided}, parked {parked}, open {open}",
    },
    "meeting.recode": {
        "nl": "Afgerond onder de oude regel (na te kijken):",
        "en": "Finished under the old rule (to be looked at again):",
    },
    "meeting.column.id": {"nl": "id", "en": "id"},
    "meeting.column.document": {"nl": "document", "en": "document"},
    "meeting.column.place": {"nl": "plaats", "en": "place"},
    "meeting.column.klass": {"nl": "verschil", "en": "difference"},
    "meeting.column.question": {"nl": "vraag", "en": "question"},
    "meeting.column.text": {"nl": "tekst", "en": "text"},
    "meeting.column.code": {"nl": "code", "en": "code"},
    "meeting.column.definition": {"nl": "omschrijving", "en": "definition"},
    "meeting.column.reading": {"nl": "versie {number}", "en": "reading {number}"},
    "meeting.column.notes": {"nl": "aantekeningen", "en": "notes"},
    "meeting.column.decision": {"nl": "besluit", "en": "decision"},
    "meeting.column.reason": {"nl": "reden", "en": "reason"},
    "meeting.column.rule": {"nl": "beslisregel", "en": "decision rule"},
    "meeting.sheet": {"nl": "Te besluiten", "en": "To decide"},
    "meeting.choices": {"nl": "Keuzes", "en": "Choices"},
    "meeting.title": {"nl": "Consensusoverleg {coders}", "en": "Consensus meeting of {coders}"},
    "meeting.written": {
        "nl": "Geschreven: {path}, {count:vraag|vragen}.",
        "en": "Written: {path}, {count:question|questions}.",
    },
    "meeting.read": {
        "nl": "{count:besluit|besluiten} overgenomen, {known} bekend, {open} nog leeg.",
        "en": "{count:decision|decisions} taken over, {known} known, {open} still empty.",
    },
}
