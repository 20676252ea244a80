"""What the user must mend: said as what, where and how, with exit code 2."""

from zhupi.lang import Lang, Text


class UserError(Exception):
    """Something that only the user can mend: a file, an option or a rule.

    ``where`` names the file (and line) or the option; ``what`` says what is wrong there;
    ``mend`` says what to do.
    """

    def __init__(self, where: str, what: Text, mend: Text) -> None:
        super().__init__(where, what, mend)
        self.where = where
        self.what = what
        self.mend = mend

    def say(self, lang: Lang = "zh") -> str:
        """Two lines for a terminal."""
        if lang == "en":
            return f"error: {self.where}: {self.what.say(lang)}\n  fix: {self.mend.say(lang)}"
        return f"错误：{self.where}：{self.what.say(lang)}\n  怎样改：{self.mend.say(lang)}"

    def sentence(self, lang: Lang = "zh") -> str:
        """What is wrong and what to do, for those who know where."""
        colon = Text("：", ": ").say(lang)
        return f"{self.what.say(lang)}{colon}{self.mend.say(lang)}"

    def __str__(self) -> str:
        return self.say("en")


def installing(extra: str) -> Text:
    """What mends the lack of the packages of an extra."""
    command = f"pip install 'zhupi[{extra}]'"
    return Text(command, command)


class UnreadableFile(UserError):
    """A file that is missing, empty, or not what its name says."""


class BadRule(UserError):
    """A rule file that does not say what a rule file must say."""


class BrokenInstallation(UserError):
    """Parts of the program are missing from the installation."""
