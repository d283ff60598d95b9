"""The catalogue of messages: whole, in both languages, used, and the only place that says anything."""

from __future__ import annotations

import ast
import datetime as dt
import errno
import importlib
import json
import pickle
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import ogi_audit
from ogi_audit import errors, messages
from ogi_audit.errors import LANGUAGES, OgiAuditError, ParameterError, SuiteError
from ogi_audit.extraction.vocabulary import TOTALS
from ogi_audit.messages.dates import day, in_words, span
from ogi_audit.messages.punctuation import MARKS, bracketed, listed

PACKAGE = Path(ogi_audit.__file__).parent
CHINESE = re.compile("[\u3400-\u9fff]")
# Characters, and the marks that stand between them.
WRITTEN_CHINESE = re.compile("[\u3001-\u3011\u3400-\u9fff\uff08\uff09\uff0c\uff1a\uff1b]")

RECOGNISES = {
    "batch/inputs.py": "the folder that a browser saves a page's pictures in (…_文件)",
    "batch/levels.py": "the names of agencies, by level and region",
    "display/desk_form.py": "the character after a year",
    "extraction/absence.py": "how a text says that there was nothing",
    "extraction/align.py": "the numbering of rows",
    "extraction/breakdowns.py": "how a text breaks a number down",
    "extraction/copies.py": "the captions of tables",
    "extraction/context.py": "whose number it is, and of what",
    "extraction/disclosure.py": "the labels of table 2 as agencies write them",
    "extraction/disputes.py": "the labels of table 4 as agencies write them",
    "extraction/fees.py": "what a text says of fees",
    "extraction/figures.py": "figures as agencies write them",
    "extraction/lines.py": "page numbers",
    "extraction/metadata.py": "titles, agencies and dates",
    "extraction/narrative.py": "how a text counts",
    "extraction/numbers.py": "numerals and what is counted",
    "extraction/period.py": "which year a sentence is about",
    "extraction/requests.py": "the heads of table 3",
    "extraction/scan.py": "words that stand between a number and what it counts",
    "extraction/sections.py": "headings",
    "extraction/sentences.py": "where a sentence ends",
    "extraction/shares.py": "percentages",
    "extraction/topics.py": "joined kinds of answers",
    "extraction/vocabulary.py": "the words for what the tables count",
    "frames_narrative.py": "the end of a sentence that is quoted inside another",
    "frames_text.py": "agencies that the deadline is not laid down for",
    "frames_years.py": "numbers, which are left out where texts are compared",
    "identifiers.py": "brackets in the names of agencies",
    "notice/findings.py": "where a sentence ends, and whether a text is Chinese",
    "notice/numerals.py": "the digits of Chinese numerals",
    "notice/styles.py": "the names of fonts",
    "parameters.py": "how a day is written",
    "readers/encoding.py": "frequent characters, which tell the encoding",
    "readers/html.py": "which characters are wide",
    "readers/numerals.py": "the numerals of Word's lists",
    "readers/pdf_text.py": "which characters are wide",
    "readers/text.py": "page numbers",
    "reviews.py": "what auditors write in a cell for a verdict",
    "text/marks.py": "the signs that point to notes, radicals",
    "wording.py": "the numbering of headings",
}
"""The modules whose Chinese recognises and is never said."""
LAID_OUT = {"notice/document.py", "notice/styles.py"}
"""The modules that lay out a letter: a Chinese one has an official form, another has not."""
FORM = "form.py"
COMMANDS = ("cli.py", "options.py", *(path.name for path in sorted(PACKAGE.glob("*_command.py"))))
"""The modules whose help is in both languages in place: click needs it before it knows which."""
ORNAMENTS = {"display/marks.py": {"！", "？"}}

MODULES = {
    info.name: importlib.import_module(f"{messages.__name__}.{info.name}")
    for info in pkgutil.iter_modules(messages.__path__)
}
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
CODE = {name: tree for name, tree in SOURCES.items() if not name.startswith("messages/")}


def entries(value: object, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The texts by language in a dictionary of a module, however deep they are, each with its name."""
    if isinstance(value, Mapping):
        if value.keys() & set(LANGUAGES):
            yield name, value
        else:
            for key, one in value.items():
                yield from entries(one, f"{name}.{key}")


CATALOGUE = dict(
    entry
    for name, module in MODULES.items()
    for variable, value in vars(module).items()
    if not variable.startswith("__")
    for entry in entries(value, f"{name}.{variable}")
    if not isinstance(next(iter(entry[1].values())), messages.punctuation.Marks)
)


def texts(said: object) -> tuple[str, ...]:
    """A text, or what is wrong and what to do about it."""
    return (said,) if isinstance(said, str) else tuple(said)  # type: ignore[call-overload]


def fields(text: str, language: str) -> set[str]:
    """What a text leaves open; a place for words of its own language counts as the same in both."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return {"its language" if name == language else name for name in names}


def test_there_is_a_catalogue():
    assert len(CATALOGUE) > 300
    assert len(MODULES) > 10


@pytest.mark.parametrize("name", CATALOGUE)
def test_an_entry_says_the_same_in_both_languages(name):
    entry = CATALOGUE[name]
    assert tuple(entry) == LANGUAGES
    said = {language: texts(entry[language]) for language in LANGUAGES}
    assert len(said["zh"]) == len(said["en"])
    for chinese, english in zip(said["zh"], said["en"], strict=True):
        assert chinese.strip()
        assert english.strip()
        assert fields(chinese, "zh") == fields(english, "en")
        assert not WRITTEN_CHINESE.search(english)
        # Names such as CSV are the same in both, and what is nothing but its fields needs no word.
        words = re.sub(r"\{[^}]*\}", "", chinese)
        assert WRITTEN_CHINESE.search(words) or chinese == english or not re.search(r"\w", words)


def test_both_languages_have_all_marks():
    assert tuple(MARKS) == LANGUAGES
    for language, marks in MARKS.items():
        for mark in asdict(marks).values():
            assert mark.strip()
            assert bool(WRITTEN_CHINESE.search(mark)) == (language == "zh")


KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, OgiAuditError) and kind is not OgiAuditError
]


def test_every_text_of_an_error_belongs_to_one():
    texts_of_errors = [name for name in CATALOGUE if name.startswith("errors_")]
    assert sum(len(kind.TEXTS) for kind in KINDS) == len(texts_of_errors)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_is_raised(kind):
    raised = {
        node.value
        for tree in CODE.values()
        if any(isinstance(node, ast.Name) and node.id == kind.__name__ for node in ast.walk(tree))
        for node in strings(tree)
    }
    assert kind.TEXTS.keys() - raised == set()


@pytest.mark.parametrize("name", sorted(name for name in SOURCES if name.startswith("messages/")))
def test_the_catalogue_imports_nothing_else_of_the_package(name):
    for node in ast.walk(SOURCES[name]):
        imported = (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
        assert not any(one.startswith("ogi_audit") for one in imported)
        assert not (isinstance(node, ast.ImportFrom) and node.level)


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The string literals that are no docstrings; those of f-strings too."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if literal and id(node) not in documentation:
            yield node


def helps(tree: ast.AST) -> set[int]:
    """The literals that are the help of click's options."""
    return {
        id(keyword.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "help"
    }


@pytest.mark.parametrize("name", sorted(CODE))
def test_no_code_says_anything_in_chinese(name):
    if name in RECOGNISES or name == FORM:
        return
    tree = CODE[name]
    allowed = helps(tree) if name in COMMANDS else set()
    said = [
        f"{name}:{node.lineno}: {node.value}"
        for node in strings(tree)
        if WRITTEN_CHINESE.search(node.value)
        and id(node) not in allowed
        and node.value not in ORNAMENTS.get(name, ())
    ]
    assert said == []


@pytest.mark.parametrize("name", sorted(RECOGNISES))
def test_what_is_said_to_recognise_has_chinese(name):
    assert any(WRITTEN_CHINESE.search(node.value) for node in strings(CODE[name]))


@pytest.mark.parametrize("name", sorted(CODE.keys() - LAID_OUT))
def test_no_code_asks_which_language_it_is(name):
    """Words and marks are looked up by the language; a third one would need no other code."""
    asked = [
        f"{name}:{node.lineno}"
        for node in ast.walk(CODE[name])
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if isinstance(side, ast.Constant) and side.value in LANGUAGES
    ]
    assert asked == []


def test_no_entry_is_unused():
    """Each key is a literal of the code, of a template or script or of the rules, or made by an f-string."""
    # What the system says of files is kept by its own names.
    literals, patterns = set(errno.errorcode.values()), []
    # In the catalogue a key stands where it is defined; only its functions use it.
    functions = (
        node
        for name, tree in SOURCES.items()
        if name not in CODE
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    )
    for tree in (*CODE.values(), *functions):
        literals |= {node.value for node in strings(tree)}
        patterns += [
            made
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            if (made := made_by(node))
        ]
    for kind in ("*.j2", "*.js"):
        for path in PACKAGE.rglob(kind):
            literals |= set(re.findall(r"\w+", path.read_text("utf-8")))
    suites = importlib.import_module("ogi_audit.resources").share("expectations") / "suites"
    for path in suites.glob("*.json"):
        literals |= set(re.findall(r"\w+", json.dumps(json.loads(path.read_text("utf-8")))))
    unused = [
        name
        for name in CATALOGUE
        # A variable that is an entry itself is used by its name.
        if name.count(".") > 1
        and (key := name.split(".", 2)[2]) not in literals
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


_TELLING = re.compile("[a-z]{2}_|_[a-z]{2}")


def made_by(node: ast.JoinedStr) -> re.Pattern[str] | None:
    """What an f-string can make, if it says enough to tell: ``f"suspects_{state}"``."""
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
        for part in node.values
    ]
    says = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
    return re.compile("".join(parts)) if any(map(_TELLING.search, says)) else None


@pytest.mark.parametrize(
    ("date", "zh", "en"),
    [
        (dt.date(2024, 1, 30), "2024年1月30日", "30 January 2024"),
        (dt.date(2025, 12, 1), "2025年12月1日", "1 December 2025"),
    ],
)
def test_dates_are_written_as_is_customary(date, zh, en):
    assert day(date, "zh") == in_words(str(date), "zh") == zh
    assert day(date, "en") == in_words(str(date), "en") == en


def test_a_period_names_one_year_once():
    first, last = dt.date(2023, 1, 1), dt.date(2023, 12, 31)
    assert span(first, last, "zh") == "2023年1月1日至12月31日"
    assert span(first, last, "en") == "1 January to 31 December 2023"
    assert in_words("2022-07-01–2023-06-30", "zh") == "2022年7月1日至2023年6月30日"
    assert in_words("2022-07-01–2023-06-30", "en") == "1 July 2022 to 30 June 2023"
    assert in_words("没有标题", "zh") == "没有标题"


def test_lists_and_brackets_have_the_marks_of_their_language():
    assert listed(["甲", 2], "zh") == "甲、2"
    assert listed(["A", 2], "en") == "A, 2"
    assert "甲" + bracketed("乙", "zh") == "甲（乙）"
    assert "A" + bracketed("B", "en") == "A (B)"


def test_errors_write_dates_and_lists_in_the_readers_language():
    early = ParameterError("published_early", "published", value=dt.date(2023, 4, 20), year=2023)
    assert early.what("zh").startswith("公布日期2023年4月20日早于")
    assert early.what("en").startswith("20 April 2023 is before")
    frame = SuiteError("frame", "x.json", known=("cells", "rows"))
    assert frame.remedy("zh").endswith("cells、rows")
    assert frame.remedy("en").endswith("cells, rows.")
    assert pickle.loads(pickle.dumps(frame)).message("zh") == frame.message("zh")


def test_topics_of_the_text_have_their_words():
    assert TOTALS["closed"].label.zh == "办结申请"
    assert [reading.label.en for reading in TOTALS["received"].readings] == [
        "new",
        "new + carried in",
    ]
