"""Where two texts differ: what a slip of the pen has changed."""


def common_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts share at their heads, and at their ends after that."""
    most = min(len(one), len(other))
    start = next((i for i in range(most) if one[i] != other[i]), most)
    rest = most - start
    end = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return start, end
