"""Seeds of libraries that draw by themselves: a hash of a key and a purpose, never 0.

SALib takes a seed of 0 for no seed at all, and then draws anew at each call.
"""

from __future__ import annotations

import hashlib

_SEED_BYTES = 4  # numpy's oldest generator, which SALib seeds, takes 32 bits


def seed_of(key: int, *purpose: object) -> int:
    """Return the seed of a purpose under a key, from 1 to 2³² − 1."""
    text = ":".join(["peuplement seed", str(key), *map(str, purpose)])
    digest = hashlib.blake2b(text.encode(), digest_size=_SEED_BYTES).digest()
    return int.from_bytes(digest, "little") or 1


def checked_seed(seed: int) -> int:
    """Return a seed that a library may be given.

    Raises
    ------
    ValueError
        It is 0, which would be no seed, or has no place in 32 bits.
    """
    if not 0 < seed < 1 << 8 * _SEED_BYTES:
        raise ValueError(f"a seed lies between 1 and 2**32 - 1, not at {seed}: use seed_of")
    return seed
