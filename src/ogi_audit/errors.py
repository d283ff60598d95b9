"""The package's own errors: each says what is wrong, where, and what to do, in two languages."""

from __future__ import annotations

from typing import ClassVar

from ogi_audit.lines_shown import one_line

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
        return one_line(f"{self.where}{colon}{self.what(language)}{stop}{self.remedy(language)}")

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
        "name": {
            "zh": ("文件名的编码无法识别", "请把文件改名后再试"),
            "en": ("the encoding of the file's name is not known", "Rename the file."),
        },
        "not_file": {
            "zh": ("这不是普通文件，而是管道、设备之类", "请给出报告文件本身"),
            "en": (
                "this is no regular file, but a pipe or a device",
                "Give the report's own file.",
            ),
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
        "not_report": {
            "zh": (
                "不像政府信息公开工作年度报告：没有标题，六个部分和三张表一个也没有找到",
                "请检查是否选错了文件",
            ),
            "en": (
                "this does not look like an annual report: no title, none of the six sections, no table",
                "Check whether it is the right file.",
            ),
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
        "condition": {
            "zh": ("规则 {rule} 的 row_condition 不是对一列的条件", "请写成一列与一个值的比较"),
            "en": (
                "the row_condition of {rule} is not one of a single column",
                "State it as a comparison of a column with a value.",
            ),
        },
        "column": {
            "zh": ("规则 {rule} 用到的列 {missing} 不存在", "可用的列：{known}"),
            "en": (
                "the rule {rule} names the column {missing}, which is not there",
                "Columns: {known}.",
            ),
        },
        "json": {
            "zh": ("不是有效的 UTF-8 JSON 文件：{problem}", "请检查编码、引号、逗号和括号"),
            "en": (
                "this is no valid JSON in UTF-8: {problem}",
                "Check the encoding, quotes, commas and brackets.",
            ),
        },
        "lacks": {
            "zh": ("缺少 {problem}", "写法见 docs/overlays.md"),
            "en": ("{problem} is missing", "docs/overlays.md says how it is written."),
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
        "previous_year": {
            "zh": ("这是 {value} 年度的报告", "上年报告应为 {expected} 年度的"),
            "en": ("this is the report of {value}", "Last year's report is that of {expected}."),
        },
        "previous_agency": {
            "zh": (
                "这是“{value}”的报告，不是“{expected}”的",
                "请给出同一机关上一年的报告；机关更名的，用 --agency 写明名称",
            ),
            "en": (
                "this is a report of {value}, not of {expected}",
                "Give the same agency's report; if it was renamed, say so with --agency.",
            ),
        },
        "output_given": {
            "zh": (
                "这是存放审核结果的文件夹，不是报告所在的文件夹",
                "请给出报告所在的文件夹，结果用 -o 放到另一个文件夹",
            ),
            "en": (
                "this is a folder of audits, not of reports",
                "Name the folder of the reports, and another one for the audits with -o.",
            ),
        },
        "previous_file": {
            "zh": ("上年报告应为一个文件", "请给出一个文件；文件夹请用 --previous-from"),
            "en": (
                "last year's report is one file",
                "Name a file; for a folder use --previous-from.",
            ),
        },
        "previous_unreadable": {
            "zh": ("上年报告无法读取（{zh}）", "请换一个文件，或不给出上年报告"),
            "en": ("last year's report cannot be read ({en})", "Name another file, or none."),
        },
        "previous_many": {
            "zh": (
                "上年报告只能与一份报告核对",
                "请只给出一个文件；多个文件时自动按机关和年度配对",
            ),
            "en": (
                "last year's report goes with one report",
                "Give one file; of several, the years are matched by agency.",
            ),
        },
        "published_early": {
            "zh": (
                "公布日期 {value} 早于 {year} 年度结束",
                "请检查日期，应在 {year} 年12月31日之后",
            ),
            "en": (
                "{value} is before the year {year} was over",
                "Check the date of publication.",
            ),
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
        "not_written": {
            "zh": ("无法写入：{zh}", "请检查文件夹权限和磁盘空间，或用 -o 另指文件夹"),
            "en": (
                "it cannot be written: {en}",
                "Check permissions and disk space, or name another folder with -o.",
            ),
        },
        "no_workers": {
            "zh": ("无法启动工作进程：{problem}", "请检查内存和进程数限制，或用 -j 1 再试"),
            "en": (
                "no worker process can be started: {problem}",
                "Check memory and the limit of processes, or try -j 1.",
            ),
        },
        "killed": {
            "zh": (
                "生成审核底稿的进程意外结束（{zh}）",
                "可能是内存不足；请用 -j 减少同时审核的份数再运行，仍然如此请连同文件反馈",
            ),
            "en": (
                "the process that rendered it ended unexpectedly ({en})",
                "Memory may have run out. Run again with fewer at once (-j); if it stays, report it with the "
                "file.",
            ),
        },
        "time": {
            "zh": ("超过时限（{detail} 秒）", "请检查该文件，或用 --limit 放宽时限"),
            "en": (
                "it took longer than {detail} seconds",
                "Look at the file, or allow more with --limit.",
            ),
        },
        "crashed": {
            "zh": ("程序出错：{detail}", "请把这一行与报告文件一并反馈"),
            "en": ("a defect of ours: {detail}", "Report this line with the file."),
        },
        "changed": {
            "zh": ("文件在处理过程中被改动", "请再运行一次"),
            "en": ("the file was changed while it was audited", "Run again."),
        },
        "busy": {
            "zh": ("另一次运行正在写入同一文件夹的索引", "请稍后再运行一次"),
            "en": (
                "another run is writing the index of this folder",
                "Run again in a while.",
            ),
        },
        "manifest": {
            "zh": ("清单第 {line} 行无法识别", "请恢复该文件，或删除它并重新生成"),
            "en": (
                "line {line} of the manifest is not one of ours",
                "Restore the file, or delete it and render again.",
            ),
        },
        "no_result": {
            "zh": ("笔记本里没有结果", "请恢复 notebooks/audit.ipynb 的最后一步"),
            "en": (
                "the notebook gave no result",
                "Restore the last step of notebooks/audit.ipynb.",
            ),
        },
        "no_manifest": {
            "zh": ("没有清单 manifest.jsonl", "请给出 ogi-audit render 写入的文件夹"),
            "en": ("there is no manifest.jsonl", "Name a folder that ogi-audit render wrote."),
        },
        "nbval": {
            "zh": ("无法重新运行笔记本：{problem}", "请按 README 重新安装依赖"),
            "en": (
                "notebooks cannot be run again: {problem}",
                "Install the dependencies as README says.",
            ),
        },
    }


class ReviewError(OgiAuditError):
    """A reviews file cannot be read or written, or a review cannot be made."""

    TEXTS: ClassVar = {
        "not_found": {
            "zh": ("找不到该复核文件", "请检查路径；新文件用 ogi-audit review … --reviews 建立"),
            "en": (
                "there is no such reviews file",
                "Check the path; ogi-audit review … --reviews makes a new one.",
            ),
        },
        "several": {
            "zh": ("同一文件夹里还有 {other}", "请只保留一个复核文件，或用 reviews 参数指明"),
            "en": ("the folder also has {other}", "Keep one of them, or name it by reviews."),
        },
        "suffix": {
            "zh": ("复核文件应为 CSV 或 YAML", "请用 .csv、.yaml 或 .yml 作后缀"),
            "en": ("a reviews file is CSV or YAML", "Name it .csv, .yaml or .yml."),
        },
        "not_read": {
            "zh": ("无法读取复核文件（{problem}）", "请检查路径和文件权限"),
            "en": ("the reviews cannot be read ({problem})", "Check the path and permissions."),
        },
        "not_written": {
            "zh": (
                "无法写入复核文件（{problem}）",
                "请关闭正在使用它的程序（如 Excel），并检查文件夹及其权限",
            ),
            "en": (
                "the reviews cannot be written ({problem})",
                "Close what has the file open (Excel), and check the folder and its permissions.",
            ),
        },
        "locked": {
            "zh": (
                "另一个程序正在写入复核文件",
                "请稍后再试；若没有这样的程序，请删除同一文件夹里的 {lock}",
            ),
            "en": (
                "another program is writing the reviews",
                "Try again later; if there is none, delete {lock} in the same folder.",
            ),
        },
        "encoding": {
            "zh": ("复核文件的编码无法识别", "请另存为 UTF-8 的 CSV"),
            "en": ("the encoding of the reviews is not known", "Save it as CSV in UTF-8."),
        },
        "syntax": {
            "zh": ("第 {line} 行起不是完整的 {format}", "请改正该处的引号或缩进"),
            "en": (
                "line {line} is no valid {format}",
                "Mend the quotes or the indentation there.",
            ),
        },
        "list": {
            "zh": (
                "第 {line} 行应为一条复核",
                "YAML 文件是一个列表，每条以“- ”开头，写成“名称: 值”",
            ),
            "en": (
                "line {line} should be a review",
                "A YAML file is a list of entries that begin with - and have name: value.",
            ),
        },
        "columns": {
            "zh": ("首行缺少列名 {missing}", "请补上；列名见 ogi-audit review 写出的文件"),
            "en": (
                "the first row lacks the column {missing}",
                "Add it; ogi-audit review writes files with all columns.",
            ),
        },
        "twice": {
            "zh": ("第 {line} 行有重复的列名", "请删去其中一个"),
            "en": ("line {line} has a column twice", "Delete one of them."),
        },
        "row_cells": {
            "zh": ("第 {line} 行的单元格比首行多", "含分隔符的文字请加双引号"),
            "en": (
                "line {line} has more cells than the first row",
                "Quote texts that hold the delimiter.",
            ),
        },
        "row_fingerprint": {
            "zh": (
                "第 {line} 行的指纹“{value}”无效",
                "应为 16 位十六进制数，可由 ogi-audit review 列出",
            ),
            "en": (
                "the fingerprint “{value}” in line {line} is not valid",
                "It has 16 hexadecimal digits; ogi-audit review lists them.",
            ),
        },
        "row_verdict": {
            "zh": (
                "第 {line} 行的结论“{value}”无法识别",
                "请写 confirmed（属实）或 dismissed（不属实）",
            ),
            "en": (
                "the verdict “{value}” in line {line} is not known",
                "Write confirmed or dismissed.",
            ),
        },
        "row_reason": {
            "zh": ("第 {line} 行认定不属实却没有理由", "请在 reason 列写明理由"),
            "en": ("line {line} dismisses a finding without a reason", "Give one in reason."),
        },
        "conflict": {
            "zh": ("第 {line} 行与前面对 {fingerprint} 的结论相反", "请只保留一个结论"),
            "en": (
                "line {line} contradicts what was said of {fingerprint} before",
                "Keep one of the verdicts.",
            ),
        },
        "verdict": {
            "zh": ("结论“{value}”无法识别", "请用 confirmed（属实）或 dismissed（不属实）"),
            "en": ("the verdict “{value}” is not known", "Use confirmed or dismissed."),
        },
        "no_reason": {
            "zh": ("认定不属实要有理由", "请写明理由（命令行用 --reason）"),
            "en": ("a dismissal needs a reason", "Give one (--reason on the command line)."),
        },
        "no_finding": {
            "zh": ("没有与“{given}”对应的问题", "现有的问题：{known}"),
            "en": ("no finding is called “{given}”", "There are: {known}."),
        },
        "ambiguous": {
            "zh": ("“{given}”对应不止一个问题", "请写明是其中哪一个：{known}"),
            "en": ("“{given}” names more than one finding", "Say which: {known}."),
        },
        "one_verdict": {
            "zh": (
                "--confirm、--dismiss、--clear 应选且只选一个",
                "请与问题的指纹同时给出，只给其中一个",
            ),
            "en": (
                "one of --confirm, --dismiss and --clear is needed",
                "Give it with the fingerprint of a finding.",
            ),
        },
    }
