"""What the coding screen says: questions, and what was just done."""

from __future__ import annotations

from qualcode.wording.screen_keys import KEYS

SCREEN: dict[str, dict[str, str]] = {
    **KEYS,
    "screen.applied": {"nl": "{code} toegekend: “{text}”", "en": "{code} applied: “{text}”"},
    "screen.removed": {"nl": "{code} weggehaald", "en": "{code} removed"},
    "screen.read": {"nl": "Gezien", "en": "Read"},
    "screen.unmarked": {"nl": "Niet meer gezien", "en": "No longer marked as read"},
    "screen.undone": {"nl": "Teruggedraaid", "en": "Undone"},
    "screen.redone": {"nl": "Opnieuw gedaan", "en": "Done again"},
    "screen.doubt": {"nl": "Twijfel bij {code}", "en": "Doubt at {code}"},
    "screen.no_doubt": {"nl": "Geen twijfel meer bij {code}", "en": "No doubt left at {code}"},
    "screen.chosen": {"nl": "Gekozen: {code}", "en": "Chosen: {code}"},
    "screen.nothing_unread": {
        "nl": "Geen ongelezen beurt meer in deze richting",
        "en": "No unread turn left in this direction",
    },
    "screen.finished": {
        "nl": "Afgerond: {name}. Volgende document: {key}",
        "en": "Finished: {name}. Next document: {key}",
    },
    "screen.reopened": {"nl": "Heropend: {name}", "en": "Reopened: {name}"},
    "screen.opened": {"nl": "{name}", "en": "{name}"},
    "screen.resumed": {"nl": "{name}: verder waar je was", "en": "{name}: where you were"},
    "screen.no_document_left": {
        "nl": "Alle documenten die je kreeg zijn afgerond",
        "en": "All documents that you were given are finished",
    },
    "screen.revised": {
        "nl": "De tekst is intussen verbeterd; dit is de nieuwe. Er is niets gecodeerd.",
        "en": "The text was corrected meanwhile; this is the new one. Nothing was coded.",
    },
    "screen.empty_pin": {
        "nl": "Op {slot} staat nog geen code: zet er een op met {key}",
        "en": "No code on {slot} yet: put one there with {key}",
    },
    "screen.pinned": {"nl": "{code} staat nu op {slot}", "en": "{code} is now on {slot}"},
    "screen.too_small": {
        "nl": "Dit venster is te klein: maak het minstens {width} bij {height}.",
        "en": "This window is too small: make it at least {width} by {height}.",
    },
    "screen.heading": {
        "nl": "{name} · {coder} · beurt {turn} van {turns} · gelezen: {read}",
        "en": "{name} · {coder} · turn {turn} of {turns} · read: {read}",
    },
    "screen.is_finished": {"nl": "afgerond", "en": "finished"},
    "screen.is_sieved": {"nl": "gefilterd (Esc: alles)", "en": "filtered (Esc: all)"},
    "screen.no_coding_here": {
        "nl": "Hier ligt geen code van jou: ga eerst naar een gecodeerd stuk",
        "en": "No code of yours lies here: go to a coded passage first",
    },
    "screen.no_facets": {"nl": "Dit codeboek heeft geen kenmerken", "en": "This codebook has no facets"},
    "screen.facets_set": {"nl": "{code}: {values}", "en": "{code}: {values}"},
    "screen.memo_written": {"nl": "Memo bij {code} bewaard", "en": "Memo on {code} stored"},
    "screen.memo_gone": {"nl": "Geen memo bij {code}", "en": "No memo on {code}"},
    "screen.all_shown": {"nl": "Alles wordt getoond", "en": "Everything is shown"},
    "screen.filtered": {
        "nl": "De rest is lichter getoond; Esc toont weer alles",
        "en": "The rest is faint; Esc shows everything again",
    },
    "screen.focused": {
        "nl": "Alleen {code} is gemarkeerd; Esc toont weer alles",
        "en": "Only {code} is marked; Esc shows everything again",
    },
    "screen.nothing_to_focus": {"nl": "Hier ligt geen code van jou", "en": "No code of yours lies here"},
    "screen.look_dark": {"nl": "Donker", "en": "Dark"},
    "screen.look_light": {"nl": "Licht", "en": "Light"},
    "screen.look_contrast": {"nl": "Hoog contrast", "en": "High contrast"},
    "screen.codebook_changed": {
        "nl": "Het codeboek is veranderd: {count:document|documenten} opnieuw te bekijken ({key})",
        "en": "The codebook has changed: {count:document|documents} to look at again ({key})",
    },
    "screen.hits_coded": {
        "nl": "{code}: {count:stuk|stukken} gecodeerd",
        "en": "{code}: {count:passage|passages} coded",
    },
    "screen.pick_title": {
        "nl": "Code voor “{text}” ({words:woord|woorden})",
        "en": "Code for “{text}” ({words:word|words})",
    },
    "screen.pin_title": {"nl": "Welke code op {slot}?", "en": "Which code on {slot}?"},
    "screen.code_hits_title": {"nl": "Code voor {count:treffer|treffers}", "en": "Code for {count:hit|hits}"},
    "screen.type_to_search": {
        "nl": "typ om te zoeken: code, label, definitie",
        "en": "type to search: code, label, definition",
    },
    "screen.no_such_code": {"nl": "Geen code past bij “{typed}”", "en": "No code fits “{typed}”"},
    "screen.heading_code": {"nl": "Een kop: kies een code eronder.", "en": "A heading: choose a code below it."},
    "screen.definition": {"nl": "Definitie", "en": "Definition"},
    "screen.use_when": {"nl": "Wel", "en": "Use when"},
    "screen.not_when": {"nl": "Niet", "en": "Not when"},
    "screen.rules": {"nl": "Regels", "en": "Rules"},
    "screen.example": {"nl": "Voorbeeld", "en": "Example"},
    "screen.facets_title": {"nl": "Kenmerken van {code}: “{text}”", "en": "Facets of {code}: “{text}”"},
    "screen.required": {"nl": "verplicht", "en": "required"},
    "screen.memo_title": {"nl": "Memo bij {code}: “{text}”", "en": "Memo on {code}: “{text}”"},
    "screen.doubt_title": {
        "nl": "Twijfel bij {code}: waarover? (mag leeg)",
        "en": "Doubt at {code}: about what? (may be empty)",
    },
    "screen.pins_title": {
        "nl": "Je eigen codes op 1 tot 9: welke toets krijgt een code?",
        "en": "Your own codes on 1 to 9: which key gets a code?",
    },
    "screen.search_title": {"nl": "Zoeken in dit document", "en": "Search this document"},
    "screen.search_found": {
        "nl": "{count:treffer|treffers}, {marked} aangevinkt",
        "en": "{count:hit|hits}, {marked} marked",
    },
    "screen.filter_title": {"nl": "Wat komt naar voren?", "en": "What stands out?"},
    "screen.documents_title": {"nl": "Jouw documenten", "en": "Your documents"},
    "screen.codebook_title": {"nl": "Codeboek {name} {version}", "en": "Codebook {name} {version}"},
    "screen.pane_empty": {
        "nl": "Hier staat de uitleg van de code onder de cursor.",
        "en": "What the codebook says of the code under the cursor stands here.",
    },
    "screen.finish_title": {"nl": "{name} afronden", "en": "Finish {name}"},
    "screen.reopen_title": {"nl": "{name} is afgerond", "en": "{name} is finished"},
    "screen.summary_read": {
        "nl": "{read} van {turns:beurt|beurten} gelezen, {unread} niet gemarkeerd",
        "en": "{read} of {turns:turn|turns} read, {unread} not marked",
    },
    "screen.summary_codings": {"nl": "{count:codering|coderingen}", "en": "{count:coding|codings}"},
    "screen.summary_doubts": {
        "nl": "{count:twijfel|twijfels}: die gaan naar de agenda van het overleg",
        "en": "{count:doubt|doubts}: these go to the agenda of the meeting",
    },
    "screen.summary_missing": {
        "nl": "{count:codering mist|coderingen missen} een verplicht kenmerk",
        "en": "{count:coding lacks|codings lack} a required facet",
    },
    "screen.finish_what": {
        "nl": "Daarna ligt je lezing vast. Tot je partner klaar is kun je haar heropenen.",
        "en": "After this your reading is frozen. Until your partner has finished you can reopen it.",
    },
    "screen.reopen_what": {
        "nl": "Heropenen kan zolang je partner niet klaar is.",
        "en": "It can be reopened as long as your partner has not finished.",
    },
    "screen.type_word": {"nl": "Typ “{word}” en Enter:", "en": "Type “{word}” and Enter:"},
    "screen.type_word_or_leave": {
        "nl": "Typ “{word}” om het te doen, of Esc om terug te gaan",
        "en": "Type “{word}” to do it, or Esc to go back",
    },
    "screen.word_finish": {"nl": "klaar", "en": "done"},
    "screen.word_reopen": {"nl": "heropen", "en": "reopen"},
    "screen.progress_to_do": {"nl": "te doen", "en": "to do"},
    "screen.progress_begun": {"nl": "bezig", "en": "begun"},
    "screen.progress_finished": {"nl": "afgerond", "en": "finished"},
    "screen.progress_recode": {"nl": "opnieuw bekijken", "en": "to recode"},
    "screen.queue_title": {"nl": "Te doen na een verandering", "en": "To do after a change"},
    "screen.queue_empty": {"nl": "Er wacht niets", "en": "Nothing waits"},
    "screen.queue_review": {
        "nl": "Coderingen waarvan de tekst verbeterd is",
        "en": "Codings of which the text was corrected",
    },
    "screen.queue_recode": {
        "nl": "Documenten waarvoor het codeboek veranderd is",
        "en": "Documents for which the codebook changed",
    },
    "screen.review_was": {"nl": "Stond", "en": "Was"},
    "screen.review_now": {"nl": "Nu", "en": "Now"},
    "screen.review_gone": {
        "nl": "De woorden zijn weg: haal weg (Del), of codeer opnieuw waar het hoort.",
        "en": "The words are gone: let go (Del), or code anew where it belongs.",
    },
    "screen.book_was": {"nl": "Was ({version})", "en": "Was ({version})"},
    "screen.book_now": {"nl": "Nu ({version})", "en": "Now ({version})"},
    "screen.book_new": {"nl": "nieuwe code", "en": "new code"},
    "screen.review_kept": {"nl": "{code} staat op de nieuwe tekst", "en": "{code} stands on the new text"},
    "screen.review_dropped": {"nl": "{code} losgelaten", "en": "{code} let go"},
    "screen.recoding": {"nl": "{name}: bekijk opnieuw voor {codes}", "en": "{name}: look again for {codes}"},
    "screen.known_coders": {"nl": "Hier codeerden: {names}", "en": "Coders here: {names}"},
    "screen.who": {"nl": "Wie codeert er", "en": "Who is coding"},
    "screen.new_coder": {
        "nl": "{name} codeerde hier nog niet. Beginnen als {name}",
        "en": "{name} has not coded here yet. Begin as {name}",
    },
}
