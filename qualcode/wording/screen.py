"""What the coding screen says: keys, questions, and what was just done."""

from __future__ import annotations

SCREEN: dict[str, dict[str, str]] = {
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
    "screen.finished": {"nl": "Afgerond: {name}", "en": "Finished: {name}"},
    "screen.revised": {
        "nl": "De tekst is intussen verbeterd; dit is de nieuwe",
        "en": "The text was corrected meanwhile; this is the new one",
    },
    "screen.empty_pin": {
        "nl": "Op {slot} staat nog geen code: zet er een op met {key}",
        "en": "No code on {slot} yet: put one there with {key}",
    },
    "screen.too_small": {
        "nl": "Dit venster is te klein: maak het minstens {width} bij {height}.",
        "en": "This window is too small: make it at least {width} by {height}.",
    },
    "screen.heading": {
        "nl": "{name} · {coder} · beurt {turn} van {turns} · gelezen: {read}",
        "en": "{name} · {coder} · turn {turn} of {turns} · read: {read}",
    },
}
