import json

from tests.reports import as_docx
from tests.unit.reporters.reporting import result_for, written

LINES = [
    "2023年度述职报告",
    "二、存在问题",
    "一是𠮷😀压力传导不够。通过会议部暑推进。",
    "二是作风不实。",
]


def as_json(raw: bytes, name: str, ruleset) -> dict:
    return json.loads(written("json", [result_for(raw, name, ruleset)]))


def test_the_contract(ruleset):
    data = as_json("\n".join(LINES).encode(), "报告.txt", ruleset)
    assert data["version"] == 1
    figures = {"files", "error", "warning", "info", "fixable", "unreadable"}
    assert set(data["summary"]) == figures
    (typo,) = [each for each in data["findings"] if each["rule"] == "typo/word"]
    assert typo == {
        "rule": "typo/word",
        "severity": "error",
        "message": "“部暑”应为“部署”",
        "path": "报告.txt",
        "quote": "部暑",
        "start": {"line": 3, "column": 16},
        "end": {"line": 3, "column": 18},
        "where": "二、存在问题 › 一是𠮷😀压力传导不够",
        "place": None,
        "related": [],
        "fix": {
            "safety": "safe",
            "edits": [
                {
                    "start": {"line": 3, "column": 16},
                    "end": {"line": 3, "column": 18},
                    "text": "部署",
                }
            ],
        },
        "confidence": None,
        "suggestions": ["部署"],
    }


def test_lines_and_columns_mean_the_same_in_docx(ruleset):
    text = as_json("\n".join(LINES).encode(), "报告.txt", ruleset)
    docx = as_json(as_docx(LINES), "报告.docx", ruleset)
    keys = ("rule", "quote", "start", "end", "where", "message")
    assert [[each[key] for key in keys] for each in text["findings"]] == [
        [each[key] for key in keys] for each in docx["findings"]
    ]
    place = next(each["place"] for each in docx["findings"] if each["rule"] == "typo/word")
    assert place == {
        "part": "word/document.xml", "story": "body", "paragraph": 2, "run": 1, "offset": 5,
    }  # fmt: skip
