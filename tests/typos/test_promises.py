"""What the typo rules promise: the famous misprints are found, what only looks wrong is not."""

import pytest

from zhupi import Ruleset, Safety, lint, read, select_rules
from zhupi.rulepacks.selection import with_detector

# The hundred commonest misprints of 《咬文嚼字》 (2005), each with its right form.
HUNDRED = """
按装 安装|甘败下风 甘拜下风|自抱自弃 自暴自弃|针贬 针砭|泊来品 舶来品|脉博 脉搏|松驰 松弛|一愁莫展 一筹莫展
穿流不息 川流不息|精萃 精粹|重迭 重叠|渡假村 度假村|防碍 妨碍|幅射 辐射|一幅对联 一副对联|天翻地复 天翻地覆
言简意骇 言简意赅|气慨 气概|一股作气 一鼓作气|悬梁刺骨 悬梁刺股|粗旷 粗犷|食不裹腹 食不果腹|震憾 震撼|凑和 凑合
侯车室 候车室|迫不急待 迫不及待|既使 即使|一如继往 一如既往|草管人命 草菅人命|娇揉造作 矫揉造作|挖墙角 挖墙脚
一诺千斤 一诺千金|不径而走 不胫而走|峻工 竣工|不落巢臼 不落窠臼|烩炙人口 脍炙人口|打腊 打蜡|死皮癞脸 死皮赖脸
兰天白云 蓝天白云|鼎立相助 鼎力相助|再接再励 再接再厉|老俩口 老两口|黄梁美梦 黄粱美梦|了望 瞭望|水笼头 水龙头
杀戳 杀戮|痉孪 痉挛|美仑美奂 美轮美奂|罗唆 啰唆|蛛丝蚂迹 蛛丝马迹|萎糜不振 萎靡不振|沉缅 沉湎|名信片 明信片
默守成规 墨守成规|大姆指 大拇指|沤心沥血 呕心沥血|凭添 平添|出奇不意 出其不意|修茸 修葺|亲睐 青睐
磬竹难书 罄竹难书|入场卷 入场券|声名雀起 声名鹊起|发韧 发轫|搔痒病 瘙痒病|欣尝 欣赏|谈笑风声 谈笑风生
人情事故 人情世故|有持无恐 有恃无恐|额首称庆 额手称庆|追朔 追溯|鬼鬼崇崇 鬼鬼祟祟|金榜提名 金榜题名
走头无路 走投无路|趋之若骛 趋之若鹜|迁徒 迁徙|洁白无暇 洁白无瑕|九宵 九霄|渲泄 宣泄|寒喧 寒暄|弦律 旋律|膺品 赝品
不能自己。 不能自已。|尤如猛虎下山 犹如猛虎下山|竭泽而鱼 竭泽而渔|滥芋充数 滥竽充数|世外桃园 世外桃源|脏款 赃款
醮水 蘸水|蜇伏 蛰伏|装祯 装帧|饮鸠止渴 饮鸩止渴|坐阵 坐镇|旁证博引 旁征博引|灸手可热 炙手可热|九洲 九州
床第之私 床笫之私|姿意妄为 恣意妄为|编篡 编纂|做月子 坐月子
"""
RIGHT = [
    "认真查摆问题，建立“五抓五做”工作机制，推行“三提三效”，打造“近邻”党建品牌。",
    "十届七次全会召开，开展达标创星活动。",
    "农村党组织开展达标创星活动，从支部班子星级抓起。",
    "多部暑期档影片上映，双方宣布署名办法。",
    "中佛建交五十周年，中厄、中瑙关系发展良好。",
    "下调贷款利率，上调最低工资标准，东西部协作不断深化。",
    "驻赣人民解放军官兵参加，展现勇敢与担当，满三岁即可入园。",
    "广澄市生态环境保护督察工作领导小组：",
    "驻晋部队和驻皖部队开展联合演练，湘粤两省签订协议。",
]


@pytest.fixture(scope="module")
def typos(ruleset: Ruleset) -> Ruleset:
    return select_rules(ruleset, ["typo"], [])


def pairs() -> list[tuple[str, str]]:
    rows = HUNDRED.strip().replace("\n", "|").split("|")
    return [(wrong, right) for wrong, right in (row.split(" ") for row in rows)]


def test_the_hundred_commonest_misprints(typos):
    assert len(pairs()) == 100
    missed = [wrong for wrong, right in pairs() if right not in corrected(wrong, typos)]
    assert len(missed) <= 3, missed


def corrected(wrong: str, rules: Ruleset) -> str:
    text = f"会议指出：{wrong}"
    found = [finding.fix for finding in lint(read(text.encode(), "a.txt"), rules) if finding.fix]
    for fix in reversed(found):
        for edit in fix.edits:
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_wrong(text, ruleset):
    thorough = select_rules(with_detector(ruleset, "thorough"), ["typo"], [])
    document = read((text + "\n").encode(), "a.txt")
    assert [finding.message for finding in lint(document, thorough)] == []


def test_both_typos_of_the_report(typos):
    text = "采取专题会议部暑等方式推进落实，致使个别党员党性淡簿，宗旨意识有所淡化。"
    findings = lint(read(text.encode(), "a.txt"), typos)
    quotes = [finding.span.of(text) for finding in findings]
    assert quotes == ["部暑", "淡簿"]
    assert {finding.fix.safety for finding in findings} == {Safety.SAFE}
