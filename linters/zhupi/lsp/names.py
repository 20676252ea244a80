"""The names that server and clients share."""

FIX_ALL = "source.fixAll.zhupi"

CHECK_WORKSPACE = "zhupi.checkWorkspace"
CHECK_FILE = "zhupi.checkFile"
REPORT = "zhupi.report"
ANNOTATE = "zhupi.annotate"
OUTLINE = "zhupi.outline"
EXPLAIN = "zhupi.explain"
ADD_WORD = "zhupi.addWord"
SUPPRESS = "zhupi.suppress"

STATUS = "zhupi/status"
CHECKED = "zhupi/checked"
