"""How far a scanned page stands askew, and the page straightened.

The angle is that at which rows of pixels differ most in ink from the next: a projection profile,
W. Postl, *Detection of linear oblique structures and skew scan in digitized documents* (1986).
"""

from itertools import pairwise
from math import radians, tan

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

STEEPEST, COARSE, FINE = 7.0, 0.5, 0.1
"""Degrees: angles are tried up to the first, by steps of the second, and round the best by steps of
the third."""
LEAST = 1.5
"""Degrees: tesseract reads a page that stands less askew as well as a straight one."""
GAIN = 2.0
"""How much sharper the lines must become. Text does by 10 at one degree and by 30 and more from two
on; a picture hardly."""
SIDE = 1000
"""Pixels of the longer side, which are enough to tell the angle."""
SPARSE = 8
"""One pixel in so many, along each side, tells the colour of the paper."""
MOST_INK = 50_000
"""Dark pixels that are looked at."""


def slope_of(image: Image) -> float:
    """By how many pixels a column must go down for each pixel that it stands to the right, so that
    the lines of the page in grey are level; 0 where they are, or where no lines show it."""
    step = max(1, max(image.shape) // SIDE)
    tall, wide = (side // step for side in image.shape)
    if not tall or not wide:
        return 0.0
    blocks = image[: tall * step, : wide * step].reshape(tall, step, wide, step)
    small = blocks.min(axis=(1, 3)).astype(int)
    ys, xs = np.nonzero(small < (small.min() + np.median(small)) / 2)
    every = max(1, len(ys) // MOST_INK)
    ys, xs = ys[::every] + wide, xs[::every] - wide // 2

    def sharpness(angle: float) -> float:
        ink = np.bincount((ys + xs * tan(radians(angle))).astype(int), minlength=1)
        return float((np.diff(ink) ** 2.0).sum())

    best = max(np.arange(-STEEPEST, STEEPEST + COARSE, COARSE), key=sharpness)
    best = max(np.arange(best - COARSE, best + COARSE, FINE), key=sharpness)
    is_askew = LEAST <= abs(best) < STEEPEST and sharpness(best) > GAIN * sharpness(0.0)
    return tan(radians(best)) if is_askew else 0.0


def levelled(image: Image, slope: float) -> Image:
    """The page with each column moved as ``slope_of`` says. Letters keep their lean, of which
    tesseract reads as much as of a page that is turned, without another library."""
    tall, wide = image.shape
    down = np.rint((np.arange(wide) - wide / 2) * slope).astype(int)
    moved = np.full_like(image, np.median(image[::SPARSE, ::SPARSE]))
    starts = np.flatnonzero(np.diff(down, prepend=down[0] - 1))
    for start, end in pairwise([*starts.tolist(), wide]):
        step = int(down[start])
        own = image[max(0, -step) : tall - max(0, step), start:end]
        moved[max(0, step) : tall + min(0, step), start:end] = own
    return moved
