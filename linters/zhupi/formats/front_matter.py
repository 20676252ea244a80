"""The YAML block at the head of a Markdown file."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from zhupi.errors import UnreadableFile
from zhupi.lang import Text


def read_front_matter(source: str, path: str) -> Mapping[str, str]:
    """Its top-level words by key; raises UnreadableFile when it is no YAML.

    Only the parser's events are read, so that nothing is built of what a document says: no alias is
    followed, no date made, no depth walked.
    """
    import yaml  # only for files that have front matter

    try:
        return dict(_top_level(source))
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise UnreadableFile(
            f"{path}:{line}",
            Text("文件开头的 YAML（front matter）有语法错误", "the front matter is not valid YAML"),
            Text("改正这一行，或删去两行 --- 之间的内容", "correct this line, or remove the block"),
        ) from None


def _top_level(source: str) -> Iterator[tuple[str, str]]:
    """The keys and values of the outermost mapping that are plain words."""
    import yaml

    words: list[str | None] = []
    depth = 0
    for event in yaml.parse(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif depth == 1 and isinstance(event, yaml.NodeEvent):
            words.append(event.value if isinstance(event, yaml.ScalarEvent) else None)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
    for index, (key, value) in enumerate(pairwise(words)):
        if index % 2 == 0 and key is not None and value is not None:
            yield key, value
