from zhupi.model.fix import Edit, Safety, apply_edits
from zhupi.model.span import Span


def test_edits_are_made_in_the_order_of_the_text():
    edits = [Edit(Span(3, 4), "丁"), Edit(Span(0, 1), "")]
    assert apply_edits("甲乙丙己", edits) == "乙丙丁"


def test_safety_is_ordered():
    assert Safety.SHOW < Safety.UNSAFE < Safety.SAFE
