"""Makes tests/word/: one small Word file for each thing that a reader of Word files must know.

    python tools/make_word_corpus.py

The text that a reader sees stands beside each in a .txt, checked by eye.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.word_files import Parts, field, flat, paragraph, run, table, word, zipped  # noqa: E402

FOLDER = ROOT / "tests" / "word"
P = paragraph


def main() -> None:
    """Write all files."""
    for name, parts in FILES.items():
        raw = flat(parts) if name.endswith((".doc", ".xml")) else zipped(parts)
        (FOLDER / name).write_bytes(raw)


def _revised(kind: str, *content: str) -> str:
    """Content inside a tracked change."""
    return f'<w:{kind} w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z">{"".join(content)}</w:{kind}>'


def _deleted(text: str, kind: str = "del") -> str:
    return _revised(kind, f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>')


def _mark(kind: str) -> str:
    """The properties of a paragraph whose mark is inserted or deleted."""
    return f'<w:rPr><w:{kind} w:id="2" w:author="甲" w:date="2026-01-01T00:00:00Z"/></w:rPr>'


def _sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _box(content: str, fallback: str = "", alternative: str = "") -> str:
    """A DrawingML text box, with the VML one for older programs."""
    description = f' descr="{alternative}"' if alternative else ""
    shape = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
        '</wp:posOffset></wp:positionV><wp:extent cx="1800000" cy="900000"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name="框"{description}/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" '
        'cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>'
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{_vml_box(fallback or content)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _vml_box(content: str) -> str:
    return (
        '<w:pict><v:shape id="b" style="width:100pt;height:50pt"><v:textbox><w:txbxContent>'
        f"{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def _level(index: int, number_format: str, text: str, more: str = "", after: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/>{after}</w:lvl>'
    )


def _list(number: int, levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{more}'
        f"{levels}</w:abstractNum>"
    )


def _num(number: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def _in_list(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _style(style_id: str, name: str, content: str, kind: str = "paragraph", more: str = "") -> str:
    based = f'<w:basedOn w:val="{more}"/>' if more else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{based}{content}'
        "</w:style>"
    )


def _section(content: str) -> str:
    return f'<w:sectPr>{content}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


_FORMATS = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
    "ideographTraditional", "ideographZodiac", "chineseLegalSimplified", "decimalEnclosedCircle",
    "decimalEnclosedCircleChinese", "decimalFullWidth", "decimalEnclosedParen",
    "decimalEnclosedFullstop", "ideographEnclosedCircle", "upperRoman", "lowerLetter", "decimalZero",
)  # fmt: skip

FILES: dict[str, Parts] = {
    "runs.docx": word(
        P(
            "多",
            '<w:proofErr w:type="spellStart"/>',
            "部署",
            '<w:bookmarkStart w:id="0" w:name="a"/>',
            run("工作", "<w:b/>"),
            '<w:bookmarkEnd w:id="0"/>',
            "。",
        )
        + P(
            "甲",
            "<w:r><w:tab/></w:r>",
            "乙",
            "<w:r><w:br/></w:r>",
            "丙",
            "<w:r><w:noBreakHyphen/></w:r>",
            "丁",
            "<w:r><w:softHyphen/></w:r>",
            "戊",
        )
        + P(
            '<w:r><w:br w:type="page"/></w:r>', "新页", '<w:r><w:br w:type="page"/></w:r>', "再一页"
        )
        + P(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
            "同意",
            '<w:r><w:sym w:font="Wingdings" w:char="F001"/></w:r>',
        )
        + P(
            '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
            '<w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>bù</w:t></w:r>'
            "</w:rt><w:rubyBase><w:r><w:t>部</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "署",
        )
        + "<w:p><w:r><w:t>  空白  </w:t></w:r><w:r><w:t>不留</w:t></w:r></w:p>"
        + P("式", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "子")
    ),
    "wrappers.docx": word(
        P(
            '<w:smartTag w:uri="u" w:element="e"><w:r><w:t>标记</w:t></w:r></w:smartTag>',
            '<w:customXml w:uri="u" w:element="e"><w:r><w:t>自定</w:t></w:r></w:customXml>',
            _sdt(run("控件")),
            '<w:hyperlink r:id="site"><w:r><w:t>网站</w:t></w:r></w:hyperlink>',
        )
        + _sdt(P("块控件") + _sdt(P("内层")))
        + f'<w:customXml w:uri="u" w:element="e">{P("块自定")}</w:customXml>'
        + table((P("甲"), P("乙"))).replace(
            '<w:tc><w:p><w:r><w:t xml:space="preserve">乙</w:t></w:r></w:p></w:tc>',
            _sdt(f"<w:tc>{P('单元格控件')}</w:tc>"),
        )
        + table((P("丙"),))
        .replace("<w:tr>", "<w:sdt><w:sdtPr/><w:sdtContent><w:tr>")
        .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>"),
        links={"site": "https://example.org/a"},
    ),
    "tables.docx": word(
        P("前")
        + table(
            ('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + P("跨两列"), P("三")),
            (
                '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + P("竖并"),
                P("乙"),
                P("丙") + P("丙二"),
            ),
            (
                "<w:tcPr><w:vMerge/></w:tcPr>" + P("不显示"),
                table((P("套一"), P("套二"))) + P(),
                P("末"),
            ),
        )
        + P("后")
    ),
    "revisions.docx": word(
        P("保留", _revised("ins", run("增")), _deleted("删"), "。")
        + P("合", properties=_mark("del"))
        + P("并")
        + P("分", properties=_mark("ins"))
        + P("开")
        + P(_revised("moveFrom", run("移走")), "留", properties="")
        + P(_revised("moveTo", run("移来")))
        + table((P("行一"),), (P("行二"),), (P("行三"),))
        .replace(
            '<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">行二',
            '<w:tr><w:trPr><w:del w:id="3" w:author="甲"/></w:trPr><w:tc><w:p><w:r><w:t xml:space="preserve">行二',
        )
        .replace(
            '<w:tr><w:tc><w:p><w:r><w:t xml:space="preserve">行三',
            '<w:tr><w:trPr><w:ins w:id="4" w:author="甲"/></w:trPr><w:tc><w:p><w:r><w:t xml:space="preserve">行三',
        )
        + P("尾")
    ),
    "hidden.docx": word(
        P("看得见", run("看不见", "<w:vanish/>"), "。")
        + P(
            run("样式隐藏", '<w:rStyle w:val="h"/>'),
            run("又显示", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'),
        )
        + P("段落样式", properties='<w:pStyle w:val="hp"/>' + _in_list(0))
        + P("编号一", properties=_in_list(0)),
        related={
            "styles": _style("h", "hid", "<w:rPr><w:vanish/></w:rPr>", "character")
            + _style("hp", "hidp", "<w:rPr><w:vanish/></w:rPr>"),
            "numbering": _list(1, _level(0, "decimal", "%1.")) + _num(1, 1),
        },
    ),
    "fields.docx": word(
        _sdt(
            P(field('TOC \\o "1-3" \\h', "一、做法\t1"), properties='<w:pStyle w:val="t1"/>'),
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
        )
        + P("二、问题\t2", properties='<w:pStyle w:val="t1"/>')
        + P(
            "共",
            field("NUMPAGES", "5"),
            "页，见",
            '<w:fldSimple w:instr=" REF a \\h "><w:r><w:t>附表</w:t></w:r></w:fldSimple>',
            "。",
        )
        + P(field('HYPERLINK "https://example.org/b"', "链接"))
        + P(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText> IF </w:instrText></w:r>",
            field("PAGE", "3"),
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "结果",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
        + P(
            "不闭合",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText> PAGE </w:instrText></w:r>",
            "不丢字",
        ),
        related={"styles": _style("t1", "toc 1", "")},
    ),
    "stories.docx": word(
        P(
            "首节",
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            "正文",
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
            properties=_section(
                '<w:headerReference w:type="default" r:id="header1"/>'
                '<w:headerReference w:type="first" r:id="header2"/>'
            ),
        )
        + P("次节")
        + _section(
            '<w:headerReference w:type="default" r:id="header3"/><w:footerReference w:type="default" r:id="footer1"/>'
        ),
        related={
            "header1": P("页眉一"),
            "header2": P("首页页眉"),
            "header3": P("页眉二"),
            "footer1": P("— ", field("PAGE", "1"), " —"),
            "footnotes": f'<w:footnote w:type="separator" w:id="-1">{P("线")}</w:footnote>'
            f'<w:footnote w:id="1">{P("无人引用")}</w:footnote><w:footnote w:id="2">{P("脚注")}</w:footnote>',
            "endnotes": f'<w:endnote w:id="2">{P("尾注")}</w:endnote>',
            "comments": f'<w:comment w:id="0" w:author="甲" w:initials="甲">{P("批注一")}{P("批注二")}</w:comment>',
        },
        properties={"dc:title": "题名", "dc:creator": "作者", "cp:keywords": "关键词"},
    ),
    "text-boxes.docx": word(
        P("段落", _box(P("框内文字"), alternative="框的说明"), "继续")
        + P("旧", f"<w:r>{_vml_box(P('旧式框') + P('第二段'))}</w:r>", "式")
        + P(
            '<w:r><w:pict><v:shape id="w" alt="水印"><v:textpath string="内部资料"/></v:shape></w:pict></w:r>',
            "水印段",
        )
    ),
    "numbering.docx": word(
        "".join(
            P("甲", properties=_in_list(level, number))
            for level, number in (
                (0, 1),
                (1, 1),
                (1, 1),
                (0, 1),
                (1, 1),
                (2, 1),
                (0, 2),
                (0, 3),
                (0, 3),
            )
        )
        + P("样式编号", properties='<w:pStyle w:val="h1"/>')
        + P("样式二级", properties='<w:pStyle w:val="h2"/>')
        + P(
            "无编号",
            properties='<w:pStyle w:val="h1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
        )
        + P("链接样式", properties=_in_list(0, 6))
        + table((P("表内", properties=_in_list(0, 1)),))
        + P("表后", properties=_in_list(0, 1)),
        related={
            "styles": _style(
                "h1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
            )
            + _style(
                "h2",
                "heading 2",
                '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>',
                more="h1",
            )
            + _style(
                "ls",
                "list style",
                '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>',
                "numbering",
            ),
            "numbering": _list(
                1,
                _level(0, "japaneseCounting", "%1、")
                + _level(1, "chineseCounting", "（%2）")
                + _level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
            )
            + _list(
                2,
                _level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="h1"/>')
                + _level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            )
            + _list(3, _level(0, "decimalEnclosedCircle", "%1"), '<w:styleLink w:val="ls"/>')
            + _list(4, "", '<w:numStyleLink w:val="ls"/>')
            + _num(1, 1)
            + _num(2, 1)
            + _num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
            + _num(4, 2)
            + _num(5, 3)
            + _num(6, 4),
        },
    ),
    "number-formats.docx": word(
        "".join(
            P("项", properties=_in_list(0, number)) * 2 for number in range(1, len(_FORMATS) + 1)
        ),
        related={
            "numbering": "".join(
                _list(number, _level(0, name, "%1、")) for number, name in enumerate(_FORMATS, 1)
            )
            + "".join(_num(number, number) for number in range(1, len(_FORMATS) + 1)),
        },
    ),
    "strict.docx": word(P("严格版", _revised("ins", run("插入"))), strict=True),
    "macros.docm": word(P("启用宏的文档")),
    "template.dotx": word(P("模板")),
    "prefix.docx": {
        name: content.replace("<w:", "<ns0:")
        .replace("</w:", "</ns0:")
        .replace("xmlns:w=", "xmlns:ns0=")
        .replace(" w:", " ns0:")
        for name, content in word(P("别的前缀", properties='<w:jc w:val="center"/>')).items()
    },
    "elsewhere.docx": word(P("正文在别处"), main="a b/document22.xml"),
    "flat.doc": word(P("平面文件") + P("第二段")),
    "paragraph-ids.docx": word(
        '<w:p w14:paraId="0A1B2C3D" w14:textId="77777777"><w:r><w:t>甲乙</w:t></w:r><w:r>'
        "<w:lastRenderedPageBreak/><w:t>丙丁</w:t></w:r></w:p>" + table((P("格"),))
    ),
}


if __name__ == "__main__":
    main()
