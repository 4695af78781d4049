"""Lengths of fields as Whoosh keeps them: a byte each.

Byte ``b`` stands for ``(1.033 ** b - 1) * 27`` tokens, rounded, and a length has the first byte
that stands for as much (``byte_to_length`` and ``length_to_byte`` of Whoosh): exact up to some 50
tokens, then within 3.3 %. We weigh by the same bytes, so that our scores are those of Whoosh on
the same files.
"""

import numpy as np
from numpy.typing import NDArray

BASE, SCALE = 1.033, 27.0
LENGTH_OF_BYTE = np.array([round((BASE**byte - 1) * SCALE) for byte in range(256)], np.float32)
"""The length in tokens that each byte stands for."""


def rounded(length: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Lengths as the bytes in which Whoosh keeps them."""
    byte = np.searchsorted(LENGTH_OF_BYTE, length)
    return np.minimum(byte, len(LENGTH_OF_BYTE) - 1).astype(np.uint8)
