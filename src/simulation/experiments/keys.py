"""Keys of replicates: the same for every scenario, different from one replicate to the next."""

from __future__ import annotations

import hashlib

_KEY_BYTES = 6  # 48 bits: exact in JSON, whatever reads it


def replicate_key(key: int, replicate: int) -> int:
    """Return the key of a replicate, a hash of the key of the run and of its number.

    Neighbouring keys share no replicate, as they would by adding numbers. The scenario has no
    part in it: contrasts between scenarios are paired (common random numbers).
    """
    text = f"peuplement replicate {key}:{replicate}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=_KEY_BYTES).digest(), "little")
