"""Where the rules that come with the program are: in the wheel, or in the checkout."""

from pathlib import Path

from zhupi.errors import BrokenInstallation
from zhupi.lang import Text

IN_WHEEL = "_bundled_rules"
_MARKER = "README.md"


def bundled_rules() -> Path:
    """The folder of the bundled packs; raises BrokenInstallation when there is none."""
    here = Path(__file__).resolve()
    wheel, checkout = here.parents[1] / IN_WHEEL, here.parents[3] / "rules"
    for root in (wheel, checkout):
        if (root / _MARKER).is_file():
            return root
    raise BrokenInstallation(
        str(wheel),
        Text("找不到随程序安装的规则", "the bundled rules are missing"),
        Text(
            "重新安装：pip install --force-reinstall zhupi",
            "reinstall: pip install --force-reinstall zhupi",
        ),
    )
