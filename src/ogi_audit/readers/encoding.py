"""Bytes to text, and whether a text is garbled (mojibake).

Both go by the same measure: how many of the commonest characters of written Chinese there are. Text
decoded wrongly has next to none of them, whatever the pair of encodings, so no encoding need be
guessed from its byte patterns and what a page declares of itself need not be believed.
"""

from __future__ import annotations

import codecs
import re

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机"
    "当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心"
    "反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期"
    "根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志"
    "世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每"
    "目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律"
    "叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感"
    "劳便团往历市克何除消构府称太准精值号率族维划选标写存候亲快效院查江型眼王按格养易置派层片始却专"
    "状育厂京识适属包火住调满县局照参红细引听该铁价严申请答复诉讼维持责监督予纠废止街镇"
    "這為個國時來們於對會發動學過說產種經進著後從電裡現實體機當點業還關內數樣與義線開應長總設員題黨"
    "條變無氣質結問統報處門領導規熱際爭濟階術極聯認權證單華傳論運農幾區強決戰據隊東級組圖見計別較將"
    "資邊頭專調縣嚴價參紅細聽鐵該滿確類達議離記斷驗連難備辦響約歷構稱準標寫親責請號織眾務訴訟復廢監"
    "紀錄項層網務鎮嚮採佈週"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FOREIGN = re.compile("[\u0080-\u2fff]")
# The replacement character, C1 controls, what U+FFFD becomes when read as GBK, unknown glyphs.
_BROKEN = re.compile("\ufffd|[\u0080-\u009f]|锟斤拷|\\(cid:\\d+\\)")
# Bullets and, in some fonts, punctuation are of private use; a text is not.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FAMILIAR = re.compile("[\\s -~\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_CHARSET = re.compile(rb"""charset\s*+=\s*+(?:["']\s*+)?([\w.:-]+)""", re.IGNORECASE)
_SAMPLE = 100_000


def decode(data: bytes, declared: str | None = None) -> str | None:
    """The text of a file in UTF-8, UTF-16, UTF-32, GB18030 or Big5; ``None`` if it is no text.

    A few broken characters (pages are often cut in the middle of one) are replaced by U+FFFD; NULs
    are left out. ``declared`` is what the file says of itself, and decides only between equals.
    """
    text = _decode(data, declared)
    return None if text is None else text.replace("\0", "")


def _decode(data: bytes, declared: str | None) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if b"\0" in data[:_SAMPLE]:
        return _decode_with_nulls(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        first = _family(declared or _declared(data))
        names = sorted(("utf-8", "gb18030", "big5hkscs"), key=lambda name: name != first)
        text = max((data.decode(name, "replace") for name in names), key=_fit)
    return text if _is_text(text) else None


def is_garbled(text: str) -> bool:
    """Whether the text is mojibake, as a whole: read or saved once in a wrong encoding."""
    text = text[:_SAMPLE]
    chinese = len(_CHINESE.findall(text))
    broken = sum(min(len(match), 3) for match in _BROKEN.findall(text))
    if broken > 2 and broken > 0.02 * (chinese + broken):
        return True
    if len(_PRIVATE.findall(text)) > 0.2 * chinese:
        return True
    written = max(1, len(text) - len(re.findall(r"\s", text)))
    if not chinese and max(len(_FOREIGN.findall(text)), text.count("?")) > 0.2 * written:
        return True
    own = _common(text)
    return any(
        _common(text.encode(wrong, "ignore").decode(right, "ignore")) > own
        for wrong in ("cp1252", "gb18030", "big5hkscs")
        for right in ("utf-8", "gb18030", "big5hkscs")
        if wrong != right
    )


def _decode_with_nulls(data: bytes) -> str | None:
    """UTF-16 without its mark, or text with stray NULs: whichever fits, unless it is no text."""
    even, bare = data[: len(data) // 2 * 2], data.replace(b"\0", b"")
    texts = [even.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")]
    texts += [bare.decode(name, "replace") for name in ("utf-8", "gb18030")]
    text = max(texts, key=_fit)
    familiar = len(_FAMILIAR.findall(text[:_SAMPLE]))
    return text if _is_text(text) and familiar > 0.7 * len(text[:_SAMPLE]) else None


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def _family(name: str) -> str:
    """The encoding to decode with for a declared one: the largest of its family."""
    try:
        canonical = codecs.lookup(name).name
    except (LookupError, ValueError):
        # The latter for a name with a NUL in it.
        return ""
    if canonical.startswith(("gb", "hz", "euc_cn")):
        return "gb18030"
    return "big5hkscs" if canonical.startswith("big5") else canonical


def _fit(text: str) -> int:
    """How well a decoding fits: common characters, less those that could not be decoded."""
    sample = text[:_SAMPLE]
    ascii_letters = sum(1 for character in sample if " " <= character <= "~")
    return 20 * _common(sample) + ascii_letters - 200 * sample.count("\ufffd")


def _common(text: str) -> int:
    return sum(map(_COMMON.__contains__, text))


def _is_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) <= 0.01 * len(sample)
