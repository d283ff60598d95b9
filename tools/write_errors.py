"""Writes docs/errors.md: every error that a user may see, from the catalogue of messages."""

from __future__ import annotations

import re
from pathlib import Path

from ogi_audit import errors
from ogi_audit.errors import OgiAuditError

PAGE = Path(__file__).parents[1] / "docs" / "errors.md"
_HEAD = """# Errors / 错误

Made by `make docs`; not edited by hand.

Every error says where it happened, what is wrong and what to do, and ends with its name in brackets:
`report.pdf: the file is encrypted. Remove its password and save it again. [read.encrypted]`. The name is
the same in the notebook, on the command line, in the index of a batch and in JSON (`error.code`), and it
does not change from version to version. `--debug`, on every command, shows the traceback as well.

每条错误依次说明：位置、问题、怎么办，末尾方括号里是错误代码，如 `[read.encrypted]`。笔记本、命令行、
批量索引和 JSON（`error.code`）中的代码相同。各命令加 `--debug` 可显示调用栈。

Words in braces stand for what is at hand. / 花括号中的词代表具体内容。
"""


def kinds() -> list[type[OgiAuditError]]:
    """The kinds of errors, in the order of their module."""
    return [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, OgiAuditError) and kind is not OgiAuditError
    ]


def page() -> str:
    """The page as Markdown."""
    parts = [_HEAD]
    for kind in kinds():
        said = re.sub(r"\s+", " ", (kind.__doc__ or "").replace("``code``", "the code")).strip()
        parts += [f"\n## {kind.AREA} ({kind.__name__})\n\n{said}\n"]
        parts += ["\n| Name 代码 | 问题与办法 | What is wrong, and what to do |\n|---|---|---|\n"]
        for code, texts in kind.TEXTS.items():
            zh, en = ("。".join(texts["zh"]), ". ".join(texts["en"]))
            parts.append(
                f"| `{kind.AREA}.{code}` | {_cell(zh)}。 | {_cell(en[:1].upper() + en[1:])} |\n"
            )
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
