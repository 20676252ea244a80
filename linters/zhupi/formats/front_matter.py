"""The YAML block at the head of a Markdown file."""

from collections.abc import Mapping

from zhupi.errors import UnreadableFile
from zhupi.lang import Text


def read_front_matter(source: str, path: str) -> Mapping[str, str]:
    """Its top-level entries as text; raises UnreadableFile when it is no YAML."""
    import yaml  # only for files that have front matter

    try:
        data = yaml.safe_load(source)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise UnreadableFile(
            f"{path}:{line}",
            Text("文件开头的 YAML（front matter）有语法错误", "the front matter is not valid YAML"),
            Text("改正这一行，或删去两行 --- 之间的内容", "correct this line, or remove the block"),
        ) from None
    if not isinstance(data, dict):
        return {}
    return {str(key): str(value) for key, value in data.items()}
