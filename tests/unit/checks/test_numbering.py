import pytest

from zhupi.checks.numbering import sequence_breaks


@pytest.mark.parametrize(
    ("numbers", "breaks"),
    [
        ([1, 2, 3], []),
        ([1, 3], [(1, 2)]),
        ([1, 3, 4], [(1, 2)]),
        ([1, 3, 3], [(1, 2)]),
        ([1, 2, 4], [(2, 3)]),
        ([1, 2, 2, 3], [(2, 3)]),
        ([1, 2, 2, 4], [(2, 3)]),
        ([1, 3, 2], [(1, 2), (2, 3)]),
        ([1, 2, 3, 1, 2], []),
        ([1, 1, 3], [(1, 2)]),
        ([1, 2, 1], [(2, 3)]),
        ([2, 3], [(0, 1)]),
        ([1, 2, 4, 5, 7], [(2, 3), (4, 6)]),
    ],
)
def test_each_fault_is_reported_once(numbers, breaks):
    assert list(sequence_breaks(numbers)) == breaks
