# SPDX-License-Identifier: GPL-3.0-or-later
"""Which differences between two builds are more than noise.

Both builds run each benchmark in pairs, one right after the other, so that what else the machine does falls on both.
The difference is the median of the pairs' ratios. Wilcoxon's signed-rank test says how likely ratios so one-sided are
if the builds don't differ: it ranks the logarithms of the ratios by size and adds the ranks of those above zero; in
theory each sign is a coin toss, so the distribution of that sum is exact. A difference counts if that probability is
below 1 %, shared among the rows that are compared (so that many rows don't produce a false alarm), and if it's at least
1 %.
"""

import math
import statistics
from dataclasses import dataclass

LEVEL = 0.01
SMALLEST = 0.01
TINY = 1e-9


@dataclass(frozen=True)
class Difference:
    """How the second build differs from the first. `change` is -0.05 if its figure is 5 % lower."""

    first: float
    second: float
    change: float
    probability: float
    counts: bool


def signed_rank_probability(values):
    """The exact two-sided probability of Wilcoxon's signed-rank test; values of zero are left out, ties share ranks."""
    values = sorted((value for value in values if value), key=abs)
    # Twice the ranks, so that shared ones are whole numbers.
    ranks = []
    for value in values:
        first = next(place for place, other in enumerate(values) if abs(other) == abs(value))
        last = next(place for place in reversed(range(len(values))) if abs(values[place]) == abs(value))
        ranks.append(first + last + 2)
    ways = [1]
    for rank in ranks:
        longer = ways + [0] * rank
        for total, count in enumerate(ways):
            longer[total + rank] += count
        ways = longer
    above = sum(rank for rank, value in zip(ranks, values) if value > 0)
    tail = min(above, sum(ranks) - above)
    return min(1.0, 2 * sum(ways[:tail + 1]) / 2 ** len(ranks))


def compare(pairs, rows=1):
    """What two builds' paired figures say; `rows` is how many comparisons share the level."""
    # A clock may round a short time down to zero.
    ratios = [max(second, TINY) / max(first, TINY) for first, second in pairs]
    change = statistics.median(ratios) - 1
    probability = signed_rank_probability([math.log(ratio) for ratio in ratios])
    counts = probability < LEVEL / rows and abs(change) >= SMALLEST
    return Difference(
        statistics.median(first for first, _ in pairs), statistics.median(second for _, second in pairs), change,
        probability, counts)


def rounds_needed(rows):
    """With fewer pairs than this, not even a difference in each pair counts."""
    return math.floor(1 - math.log2(LEVEL / rows)) + 1
