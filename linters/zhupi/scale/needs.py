"""What the extra ``zhupi[dask]`` installs."""

from importlib.util import find_spec

from zhupi.errors import UserError, installing
from zhupi.lang import Text

_LIBRARIES = ("dask", "distributed", "fsspec", "pyarrow")


def require_libraries() -> None:
    """Raise UserError where the libraries of the extra are not installed."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise UserError(
            "--scheduler",
            Text(
                f"没有安装分布式检查要用的库（{'、'.join(missing)}）",
                f"what a distributed run needs is not installed ({', '.join(missing)})",
            ),
            installing("dask"),
        )
