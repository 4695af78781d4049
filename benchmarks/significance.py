"""Whether a difference between two engines on the same queries may be chance."""

from collections.abc import Sequence

import numpy as np

ROUNDS = 10_000
SEED = 1
CHUNK = 1000


def p_value(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The two-sided p of a paired randomisation test (Smucker, Allan and Carterette 2007): how
    often the means differ as much when, query by query, chance decides whose figure is whose.

    Both have one figure a query, in the same order. 1 when they never differ.
    """
    difference = np.asarray(ours, np.float64) - np.asarray(theirs, np.float64)
    observed = abs(difference.sum())
    random = np.random.default_rng(SEED)
    as_much = 0
    for _ in range(ROUNDS // CHUNK):
        signs = random.integers(0, 2, (CHUNK, len(difference)), np.int8) * 2 - 1
        as_much += int(np.count_nonzero(np.abs(signs @ difference) >= observed - 1e-9))
    return (as_much + 1) / (ROUNDS + 1)
