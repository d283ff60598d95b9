"""The package's own errors: each says what is wrong, where, and what to do, in two languages."""

from __future__ import annotations

from typing import ClassVar

LANGUAGES = ("zh", "en")


class OgiAuditError(Exception):
    """Base of every error a user may see.

    ``code`` is stable and language-neutral; ``where`` names the file, suite or parameter.
    """

    TEXTS: ClassVar[dict[str, dict[str, tuple[str, str]]]] = {}

    def __init__(self, code: str, where: str, **details: object) -> None:
        self.code = code
        self.where = where
        self.details = details
        super().__init__(code, where)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.where, self.details))

    def _text(self, part: int, language: str) -> str:
        return self.TEXTS[self.code][language][part].format(**self.details)

    def what(self, language: str = "zh") -> str:
        """What is wrong, as one sentence without a full stop."""
        return self._text(0, language)

    def remedy(self, language: str = "zh") -> str:
        """What the user can do about it."""
        return self._text(1, language)

    def message(self, language: str = "zh") -> str:
        """What, where and what to do, on one line."""
        colon, stop = ("：", "。") if language == "zh" else (": ", ". ")
        return f"{self.where}{colon}{self.what(language)}{stop}{self.remedy(language)}"

    def to_json(self) -> dict[str, object]:
        """The error as in the machine-readable result."""
        return {
            "code": self.code,
            "where": self.where,
            "message": {language: self.message(language) for language in LANGUAGES},
        }

    def __str__(self) -> str:
        return self.message("en")


def _rebuild(
    kind: type[OgiAuditError], code: str, where: str, details: dict[str, object]
) -> OgiAuditError:
    return kind(code, where, **details)


class UnreadableError(OgiAuditError):
    """The file cannot be read as a report; ``code`` says why."""

    TEXTS: ClassVar = {
        "not_found": {
            "zh": ("找不到该文件", "请检查路径"),
            "en": ("there is no such file", "Check the path."),
        },
        "not_permitted": {
            "zh": ("没有读取该文件的权限", "请检查文件权限"),
            "en": ("the file may not be read", "Check its permissions."),
        },
        "directory": {
            "zh": ("这是一个文件夹", "请给出单个报告文件"),
            "en": ("this is a directory", "Name one report file."),
        },
        "empty": {
            "zh": ("文件是空的", "请重新下载或另存该报告"),
            "en": ("the file is empty", "Download or save the report again."),
        },
        "scanned_pdf": {
            "zh": (
                "PDF 是扫描件，没有可提取的文字",
                "请先做文字识别（OCR），或改用网页、Word 版本",
            ),
            "en": (
                "the PDF is a scan without text",
                "Recognise its text first (OCR), or use the web page or the Word file.",
            ),
        },
        "encrypted": {
            "zh": ("文件已加密", "请解除密码后另存再试"),
            "en": ("the file is encrypted", "Remove its password and save it again."),
        },
        "ofd": {
            "zh": ("这是 OFD 版式文件，暂不支持", "请用 OFD 阅读器导出为 PDF 后再试"),
            "en": (
                "this is an OFD file, which is not supported",
                "Export it to PDF with an OFD viewer.",
            ),
        },
        "image": {
            "zh": ("这是图片，没有可提取的文字", "请先做文字识别（OCR），或改用网页、Word 版本"),
            "en": (
                "this is a picture without text",
                "Recognise its text first (OCR), or use the web page or the Word file.",
            ),
        },
        "spreadsheet": {
            "zh": ("这是电子表格，不是年度报告文件", "请给出报告全文（网页、Word、PDF 或文本）"),
            "en": (
                "this is a spreadsheet, not a report",
                "Give the whole report (web page, Word, PDF or text).",
            ),
        },
        "presentation": {
            "zh": ("这是演示文稿，不是年度报告文件", "请给出报告全文（网页、Word、PDF 或文本）"),
            "en": (
                "this is a presentation, not a report",
                "Give the whole report (web page, Word, PDF or text).",
            ),
        },
        "archive": {
            "zh": ("这是压缩包", "请解压后给出其中的报告文件"),
            "en": ("this is an archive", "Unpack it and give the report inside."),
        },
        "mojibake": {
            "zh": ("文字是乱码，编码无法识别或已损坏", "请用 UTF-8 或 GB18030 编码重新另存"),
            "en": (
                "the text is garbled: its encoding is unknown or damaged",
                "Save it again as UTF-8 or GB18030.",
            ),
        },
        "no_text": {
            "zh": ("文件里没有文字", "请检查是否下载完整，或改用其他版本"),
            "en": ("there is no text in the file", "Check the download, or use another version."),
        },
        "damaged": {
            "zh": ("文件已损坏，无法按 {format} 打开", "请重新下载或另存"),
            "en": (
                "the file is damaged and does not open as {format}",
                "Download or save it again.",
            ),
        },
        "needs_libreoffice": {
            "zh": (
                "{format} 文件要借助 LibreOffice 转换，本机未安装",
                "请安装 LibreOffice，或另存为 DOCX 后再试",
            ),
            "en": (
                "{format} files are converted by LibreOffice, which is not installed",
                "Install LibreOffice, or save the file as DOCX.",
            ),
        },
        "conversion_failed": {
            "zh": ("LibreOffice 未能转换该 {format} 文件", "请另存为 DOCX 后再试"),
            "en": ("LibreOffice could not convert this {format} file", "Save it as DOCX."),
        },
        "unknown_format": {
            "zh": ("无法识别的文件类型", "请给出网页、Word、PDF、Markdown 或文本文件"),
            "en": (
                "the type of the file is not known",
                "Give a web page, Word, PDF, Markdown or text file.",
            ),
        },
    }


class SuiteError(OgiAuditError):
    """The rules could not be loaded whole; nothing may be judged with a part of them."""

    TEXTS: ClassVar = {
        "dropped": {
            "zh": (
                "规则集装入 {loaded} 条，文件里有 {written} 条，缺 {missing}",
                "请检查规则的 type 拼写，或升级 great-expectations",
            ),
            "en": (
                "{loaded} of the {written} expectations were loaded; missing: {missing}",
                "Check the spelling of their type, or upgrade great-expectations.",
            ),
        },
        "not_found": {
            "zh": ("找不到规则集（*.json）", "请检查该目录"),
            "en": ("there are no suites (*.json)", "Check the folder."),
        },
        "frame": {
            "zh": ("没有同名的数据表，规则无从核对", "文件名应为下列之一加 .json：{known}"),
            "en": ("there is no frame of this name to judge", "Name the file as one of: {known}."),
        },
        "column": {
            "zh": ("规则 {rule} 用到的列 {missing} 不存在", "可用的列：{known}"),
            "en": (
                "the rule {rule} names the column {missing}, which is not there",
                "Columns: {known}.",
            ),
        },
        "invalid": {
            "zh": ("规则集有误：{problem}", "请按 CONTRIBUTING.md 修改"),
            "en": ("the suite is not valid: {problem}", "Mend it as CONTRIBUTING.md says."),
        },
    }


class ParameterError(OgiAuditError):
    """A parameter is unknown or has a value that cannot be used."""

    TEXTS: ClassVar = {
        "unknown": {
            "zh": ("没有这个参数", "可用的参数：{known}"),
            "en": ("there is no such parameter", "Known parameters: {known}."),
        },
        "value": {
            "zh": ("参数值 {value} 无效", "应为：{expected}"),
            "en": ("the value {value} cannot be used", "Expected: {expected}."),
        },
    }


class RenderError(OgiAuditError):
    """The audit notebook did not run to its end: a defect of ours or of the notebook's editor."""

    TEXTS: ClassVar = {
        "cell": {
            "zh": ("笔记本未能运行完：{name}: {value}", "请把这一行与报告文件一并反馈"),
            "en": (
                "the notebook did not run to its end: {name}: {value}",
                "Report this line with the file.",
            ),
        },
        "no_result": {
            "zh": ("笔记本里没有结果", "请恢复 notebooks/audit.ipynb 的最后一步"),
            "en": (
                "the notebook gave no result",
                "Restore the last step of notebooks/audit.ipynb.",
            ),
        },
    }
