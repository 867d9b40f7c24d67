"""nDCG with exponential gain: how near an order of results comes to the best there could be."""

import math
from collections.abc import Iterable, Mapping, Sequence


def gain(grade: int) -> float:
    return float(2**grade - 1)


def dcg(grades: Iterable[int]) -> float:
    """The first place counts whole, each further one less: divided by log2(place + 1)."""
    return math.fsum(gain(grade) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def ndcg(found: Sequence[str], judged: Mapping[str, int], k: int = 10) -> float:
    """Of the first `k` keys found; the ideal is of all that was judged, and what was not judged counts as 0.

    A key that comes again counts as 0 where it does. Raises ValueError when nothing judged is worth finding.
    """
    ideal = dcg(sorted(judged.values(), reverse=True)[:k])
    if not ideal:
        raise ValueError("nothing that was judged is worth finding")
    seen: set[str] = set()
    grades: list[int] = []
    for key in found[:k]:
        grades.append(0 if key in seen else judged.get(key, 0))
        seen.add(key)
    return dcg(grades) / ideal


def mean(values: Iterable[float]) -> float:
    """0 for none."""
    numbers = list(values)
    return math.fsum(numbers) / len(numbers) if numbers else 0.0
