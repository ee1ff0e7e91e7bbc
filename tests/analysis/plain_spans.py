"""Agreement on marked spans in plain Python, character by character and pair by pair: slow, and another way to the same numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

GAP = None


def characters(spans, coders, length):
    """For each coder and character the code that stands there and the span it belongs to."""
    line = {coder: [(GAP, None)] * length for coder in coders}
    for number, (coder, start, end, code) in enumerate(spans):
        for place in range(start, end):
            line[coder][place] = (code, number)
    return line


def observed(spans, coders, length):
    """The share of pairs of characters at the same place that bear other values."""
    line = characters(spans, coders, length)
    pairs = [(line[a][p][0], line[b][p][0]) for a, b in combinations(coders, 2) for p in range(length)]
    return Fraction(sum(a != b for a, b in pairs), len(pairs))


def expected(spans, coders, length, apart):
    """The share of all pairs of characters that are apart; characters of one span are never paired, nor one with itself."""
    atoms = [
        (code, ("span", span) if span is not None else (coder, place))
        for coder, row in characters(spans, coders, length).items()
        for place, (code, span) in enumerate(row)
    ]
    pairs = [(x[0], y[0]) for x, y in permutations(atoms, 2) if x[1] != y[1]]
    return Fraction(sum(apart(x, y) for x, y in pairs), len(pairs)) if pairs else Fraction(0)


def one_minus(first, second):
    return None if second == 0 else 1 - first / second


def u_alpha(spans, coders, length):
    return one_minus(observed(spans, coders, length), expected(spans, coders, length, lambda a, b: a != b))


def bar_u_alpha(spans, coders, length):
    line = characters(spans, coders, length)
    pairs = [(line[a][p][0], line[b][p][0]) for a, b in permutations(coders, 2) for p in range(length)]
    apart = Fraction(sum(a is GAP and b is not GAP for a, b in pairs), len(pairs))
    return one_minus(apart, expected(spans, coders, length, lambda a, b: a is GAP and b is not GAP))


def character_alpha(spans, coders, length):
    values = [code for row in characters(spans, coders, length).values() for code, _ in row]
    pairs = list(permutations(values, 2))
    return one_minus(observed(spans, coders, length), Fraction(sum(a != b for a, b in pairs), len(pairs)))


def character_kappa(spans, coders, length):
    line = characters(spans, coders, length)
    one, other = ([line[coder][p][0] is not GAP for p in range(length)] for coder in coders)
    alike = Fraction(sum(a == b for a, b in zip(one, other, strict=True)), length)
    chance = Fraction(sum(one) * sum(other) + (length - sum(one)) * (length - sum(other)), length**2)
    return None if chance == 1 else (alike - chance) / (1 - chance)


def weights(spans, coders, length):
    """For each span the mean length that it shares with the spans of another coder."""
    line = characters(spans, coders, length)
    return [
        Fraction(
            sum(line[other][place][0] is not GAP for other in coders if other != coder for place in range(start, end)),
            len(coders) - 1,
        )
        for coder, start, end, _ in spans
    ]


def intersections(spans, coders, length):
    """Coincidences within the text that two coders marked: as found, and for spans that meet at random."""
    line, many = characters(spans, coders, length), len(coders) - 1
    found, chance = {}, {}
    for a, b in permutations(coders, 2):
        for place in range(length):
            one, other = line[a][place][0], line[b][place][0]
            if one is not GAP and other is not GAP:
                found[one, other] = found.get((one, other), 0) + Fraction(1, many)
    share = weights(spans, coders, length)
    for one, other in permutations(range(len(spans)), 2):
        codes = spans[one][3], spans[other][3]
        chance[codes] = chance.get(codes, 0) + share[one] * share[other]
    total = sum(chance.values())
    whole = sum(found.values())
    return found, {codes: value * whole / total for codes, value in chance.items()} if total else {}


def cu_alpha(spans, coders, length):
    found, chance = intersections(spans, coders, length)
    return one_minus(*(Fraction(sum(v for (c, k), v in table.items() if c != k)) for table in (found, chance)))


def k_u_alpha(spans, coders, length, code):
    found, chance = intersections(spans, coders, length)
    rows = [sum(v for (c, _), v in table.items() if c == code) for table in (found, chance)]
    if not rows[0]:
        return None
    apart, by_chance = (sum(v for (c, k), v in table.items() if c == code != k) for table in (found, chance))
    return None if not by_chance else 1 - Fraction(rows[1]) / rows[0] * apart / by_chance


def alpha_u_1995(spans, coders, length):
    apart = chance = Fraction(0)
    m = len(coders)
    for code in {span[3] for span in spans}:
        mine = {coder: [s for s in spans if s[0] == coder and s[3] == code] for coder in coders}
        count = sum(len(own) for own in mine.values())
        gaps = []
        for own in mine.values():
            free = "".join("x" if any(s[1] <= p < s[2] for s in own) else "." for p in range(length))
            gaps += [len(gap) for gap in free.split("x") if gap]
        for one, other in permutations(coders, 2):
            for _, start, end, _ in mine[one]:
                met = [s for s in mine[other] if s[1] < end and start < s[2]]
                apart += (
                    2 * (end - start) ** 2 if not met else sum((start - s[1]) ** 2 + (end - s[2]) ** 2 for s in met)
                )
        sizes = [s[2] - s[1] for own in mine.values() for s in own]
        pairs = m * length * (m * length - 1) - sum(n * (n - 1) for n in sizes)
        for n in sizes:
            room = sum(gap - n + 1 for gap in gaps if gap >= n)
            chance += Fraction(2, length * pairs) * (Fraction(count - 1, 3) * (2 * n**3 - 3 * n**2 + n) + n**2 * room)
    return one_minus(apart / (m * (m - 1) * length**2), chance)


def span_f1(spans, coders, match):
    """The mean over pairs of coders, partners found by growing paths."""
    values = []
    for a, b in combinations(coders, 2):
        one, other = ([span[1:] for span in spans if span[0] == coder] for coder in (a, b))
        if match == "exact":
            one, other = sorted(set(one)), sorted(set(other))
        if one or other:
            values.append(Fraction(2 * _matched(one, other, match), len(one) + len(other)))
    return sum(values) / len(values) if values else None


def _matched(one, other, match):
    def meet(s, t):
        return s == t if match == "exact" else s[2] == t[2] and s[0] < t[1] and t[0] < s[1]

    partner = {}

    def grow(s, seen):
        for place, t in enumerate(other):
            if place not in seen and meet(s, t):
                seen.add(place)
                if place not in partner or grow(partner[place], seen):
                    partner[place] = s
                    return True
        return False

    return sum(grow(s, set()) for s in one)


def disorder(one, other, alpha=1, beta=1):
    """The least disorder over all alignments, tried one by one."""
    if not one:
        return Fraction(len(other))
    (start, end, code), rest = one[0], one[1:]
    costs = [1 + disorder(rest, other, alpha, beta)]
    for place, (begin, stop, label) in enumerate(other):
        moved = Fraction(abs(start - begin) + abs(end - stop), end - start + stop - begin)
        cost = alpha * moved**2 + beta * (code != label)
        costs.append(cost + disorder(rest, other[:place] + other[place + 1 :], alpha, beta))
    return min(costs)
