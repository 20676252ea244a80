"""Pictures, text boxes and the alternatives that files give for older programs."""

from zhupi.formats.docx.markup import MC, WP, Element, T, tag

TEXT_BOX = tag("txbxContent")


def chosen_branch(element: Element) -> Element | None:
    """The branch of a ``mc:AlternateContent`` that is read: never both, lest text stands twice."""
    branches = [inner for inner in element if inner.tag in (f"{MC}Choice", f"{MC}Fallback")]
    spoken = (branch for branch in branches if next(branch.iter(T), None) is not None)
    return next(spoken, branches[0] if branches else None)


def outer_boxes(node: Element) -> list[Element]:
    """The text boxes of a drawing: each of a group, none inside another, one branch of each."""
    boxes: list[Element] = []
    todo = [node]
    while todo:
        element = todo.pop()
        if element.tag == TEXT_BOX:
            boxes.append(element)
        elif element.tag == f"{MC}AlternateContent":
            branch = chosen_branch(element)
            todo += [] if branch is None else [branch]
        else:
            todo += reversed(element)
    return boxes


def is_in_line(node: Element) -> bool:
    """Whether a picture stands between characters; one that floats does not part words."""
    if node.tag == tag("object"):
        return True
    return next(node.iterchildren(f"{WP}inline"), None) is not None
