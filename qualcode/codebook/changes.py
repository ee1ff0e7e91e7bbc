"""Changes of a codebook as pure functions: each gives the next version, with the one it grew from under `earlier`.

No coding is rewritten by any of them: old keys stay under `was`, and whoever shows codings follows them. The second number of
the version grows with each of these changes; the third is for wording alone (`versions.next_version`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.codebook.fields import slug_fault
from qualcode.codebook.laws import DEPTH, demand, folded
from qualcode.codebook.versions import is_version, later, next_version
from qualcode.errors import CodebookError, UnknownCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qualcode.codebook.book import Code, Codebook


def rename(book: Codebook, key: str, new: str, *, version: str | None = None) -> Codebook:
    """Give a code another key; the old one stays under `was` for ever and is never used again.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = Codebook("trust", "1.0.0", (Code("peers", {"en": "Trust in peers"}),))
    >>> book = rename(book, "peers", "colleagues")
    >>> book.version, book.current("peers"), book["colleagues"].was
    ('1.1.0', 'colleagues', ('peers',))
    """
    code = _known(book, key)
    _free(book, new)
    codes = [
        replace(
            other,
            parent=new if other.parent == key else other.parent,
            split_from=tuple(new if source == key else source for source in other.split_from),
        )
        for other in book
    ]
    codes[book.keys.index(key)] = replace(code, key=new, was=(*code.was, key))
    return _next(book, codes, version)


def move(book: Codebook, key: str, under: str | None, *, version: str | None = None) -> Codebook:
    """Place a code, with all below it, under another one (None: at the top), as its last child.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = Codebook("trust", "1.0.0", (Code("trust", {"en": "Trust"}), Code("peers", {"en": "Trust in peers"})))
    >>> move(book, "peers", "trust").path("peers", "en")
    'Trust > Trust in peers'
    """
    code = _known(book, key)
    if under is not None and _known(book, under).key in book.subtree(key):
        raise CodebookError(f'"{under}" stands below "{key}" or is it: a code cannot be moved under itself.')
    if code.parent == under:
        place = f'under "{under}"' if under else "at the top"
        raise CodebookError(f'"{key}" stands {place} already.')
    below = max(book.depth(other) for other in book.subtree(key)) - book.depth(key)
    if (book.depth(under) if under else 0) + 1 + below > DEPTH:
        raise CodebookError(f'Under "{under}" the tree would be more than {DEPTH} levels deep.')
    others = [other for other in book if other.key != key]
    return _next(book, [*others, replace(code, parent=under)], version)


def merge(book: Codebook, keys: str | Iterable[str], into: str, *, version: str | None = None) -> Codebook:
    """Let one code take the place of others: it answers to their keys, takes their children, rules and cues.

    A reading that judged all of them has judged the result. Where one of them is younger than the code that takes its
    place, that one counts as widened since (`changed`), so that older readings are re-opened for it.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = Codebook("trust", "1.0.0", (Code("peers", {"en": "Peers"}), Code("colleagues", {"en": "Colleagues"})))
    >>> book = merge(book, "colleagues", "peers")
    >>> book.keys, book.current("colleagues")
    (('peers',), 'peers')
    """
    sources = [_known(book, key) for key in dict.fromkeys([keys] if isinstance(keys, str) else keys)]
    target = _known(book, into)
    gone = {source.key for source in sources}
    if not sources or into in gone:
        raise CodebookError(f'Name the codes that "{into}" takes the place of; it is not one of them.')
    if above := gone & set(book.ancestors(into)):
        raise CodebookError(f'"{into}" stands below "{min(above)}": move it out first, or merge the other way round.')
    for source in sources:
        target = _taking(target, source)
    codes = []
    for code in book:
        if code.key in gone:
            continue
        code = target if code.key == into else code
        origins = dict.fromkeys(into if origin in gone else origin for origin in code.split_from)
        parent = into if code.parent in gone else code.parent
        codes.append(replace(code, parent=parent, split_from=tuple(key for key in origins if key != code.key)))
    return _next(book, codes, version)


def _taking(target: Code, source: Code) -> Code:
    changed = dict(target.changed)
    younger = [source.since] if source.since and (target.since is None or later(source.since, target.since)) else []
    for number in [*younger, *(number for number, kind in source.changed.items() if kind == "wider")]:
        changed[number] = "wider"
    return replace(
        target,
        was=tuple(dict.fromkeys([*target.was, source.key, *source.was])),
        rules=tuple(dict.fromkeys([*target.rules, *source.rules])),
        cues=tuple(dict.fromkeys([*target.cues, *source.cues])),
        changed=changed,
    )


def split(
    book: Codebook, key: str, into: Iterable[Code], *, retiring: bool = False, version: str | None = None
) -> Codebook:
    """Split new codes off from a code; they stand beside it and are unread in everything that was finished before.

    Parameters
    ----------
    key
        The code that is split. It goes on, narrower than before, and its codings are to be looked at again.
    into
        The new codes; `since`, `split_from` and, where it is None, `parent` are filled in.
    retiring
        Retire the code that is split: all of it goes to the new ones.
    """
    source = _known(book, key)
    number = version or next_version(book.version, patch=False)
    born: list[Code] = []
    for code in into:
        _free(book, code.key, [other.key for other in born])
        parent = code.parent if code.parent is not None else source.parent
        born.append(replace(code, parent=parent, since=number, split_from=(key,)))
    if not born:
        raise CodebookError(f'Name at least one code that is split off from "{key}".')
    left = replace(source, changed={**source.changed, number: "narrower"})
    if retiring:
        left = replace(left, retired=number, assignable=False)
    codes = [left if code.key == key else code for code in book]
    at = next(place for place, code in enumerate(codes) if code.key == key) + 1
    return _next(book, [*codes[:at], *born, *codes[at:]], number)


def retire(book: Codebook, key: str, *, version: str | None = None) -> Codebook:
    """Keep a code for what was coded with it, but apply it no more.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = retire(Codebook("trust", "1.0.0", (Code("peers", {"en": "Peers"}),)), "peers")
    >>> book["peers"].retired, book["peers"].assignable
    ('1.1.0', False)
    """
    code = _known(book, key)
    if code.retired:
        raise CodebookError(f'"{key}" is retired since version {code.retired} already.')
    number = version or next_version(book.version, patch=False)
    retired = replace(code, retired=number, assignable=False)
    return _next(book, [retired if other.key == key else other for other in book], number)


def rule(book: Codebook, rules: Mapping[str, Iterable[str]], *, version: str | None = None) -> Codebook:
    """Add decision rules to codes, by key; one that a code has already is not added twice.

    A rule says how a definition was meant: it re-opens nothing by itself.

    >>> from qualcode.codebook import Code, Codebook
    >>> book = rule(Codebook("trust", "1.0.0", (Code("peers", {"en": "Peers"}),)), {"peers": ["Mentors are no peers."]})
    >>> book.version, book["peers"].rules
    ('1.1.0', ('Mentors are no peers.',))
    """
    added = {_known(book, key).key: tuple(dict.fromkeys(said)) for key, said in rules.items()}
    if not any(set(said) - set(book[key].rules) for key, said in added.items()):
        raise CodebookError("Every rule stands in the codebook already: there is no new version to make.")
    codes = [
        replace(code, rules=tuple(dict.fromkeys([*code.rules, *added.get(code.key, ())]))) for code in book
    ]  # fmt: skip
    return _next(book, codes, version)


def _known(book: Codebook, key: str) -> Code:
    if key in book:
        return book[key]
    if book.current(key) in book:
        raise CodebookError(f'"{key}" goes by "{book.current(key)}" now: name it so.')
    raise UnknownCode(key, f"{book.name} {book.version}", book.keys)


def _free(book: Codebook, key: str, also: Iterable[str] = ()) -> None:
    """Ask that a key can be given to a code: well formed, in no use and never used before, in any version."""
    if why := slug_fault(key):
        raise CodebookError(f'"{key}" cannot be a key: it {why}.')
    for taken in (*book.keys, *also):
        if folded(taken) == folded(key):
            raise CodebookError(f'There is a code "{taken}" already.')
    for other in (book, *book.earlier):
        for code in other:
            if folded(key) in {folded(old) for old in (*code.was, code.key)}:
                owner = book.current(code.key)
                what = f'"{key}" is a former key of "{owner}" (version {other.version})'
                raise CodebookError(f"{what}: a key is never used again, since old codings bear it. Choose another.")


def _next(book: Codebook, codes: Iterable[Code], version: str | None) -> Codebook:
    number = version or next_version(book.version, patch=False)
    if not is_version(number):
        raise CodebookError(f'"{number}" is no version number. Write one to three numbers with dots: 1.1.0.')
    if not later(number, book.version):
        raise CodebookError(f"Version {number} is not later than {book.version}, the one that is changed.")
    earlier = (*book.earlier, replace(book, earlier=()))
    return demand(replace(book, version=number, codes=in_order(codes), earlier=earlier))


def in_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Codes in the order of a file: each parent directly before all that stands below it."""
    below: dict[str | None, list[Code]] = {}
    given = list(codes)
    for code in given:
        below.setdefault(code.parent, []).append(code)
    ordered: list[Code] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting.extend(reversed(below.pop(code.key, [])))
    placed = {id(code) for code in ordered}
    return (*ordered, *(code for code in given if id(code) not in placed))
