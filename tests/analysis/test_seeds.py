import pytest

from simulation.analysis.seeds import checked_seed, seed_of


def test_seeds_differ_by_key_and_purpose_and_are_never_0() -> None:
    seeds = {seed_of(key, name) for key in range(50) for name in ("a", "b")}
    assert len(seeds) == 100
    assert 0 not in seeds
    assert seed_of(3, "a") == seed_of(3, "a")


@pytest.mark.parametrize("seed", [0, -1, 1 << 32])
def test_a_seed_that_is_none_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match="seed_of"):
        checked_seed(seed)
    assert checked_seed(7) == 7
