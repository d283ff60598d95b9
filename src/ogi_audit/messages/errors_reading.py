"""Why a file cannot be read as a report: what is wrong, and what to do."""

from __future__ import annotations

# A file beyond a limit is most often the wrong one; NAME=NUMBER is what would let it in.
_ALLOW_ZH = "请确认是否选对了文件；确是报告的，可用 --allow {} 放宽（笔记本参数 limits）"
_ALLOW_EN = "Check that it is the right file; if so, allow more: --allow {} (notebook: limits)."

READING = {
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
    "url": {
        "zh": ("无法从这里读取（{problem}）", "请检查网址和访问凭据；见 docs/scale.md"),
        "en": (
            "it cannot be read from there ({problem})",
            "Check the URL and credentials; see docs/scale.md.",
        ),
    },
    "link_outside": {
        "zh": (
            "这个链接指向所给文件夹之外，没有打开",
            "如要审核它指向的内容，请直接给出该文件或文件夹，或加 --follow-links",
        ),
        "en": (
            "this link leads out of the folder that was given; it was not opened",
            "To audit what it leads to, name that file or folder, or add --follow-links.",
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
    "limit_size": {
        "zh": ("文件有 {found} MB，超过上限 {limit} MB", _ALLOW_ZH.format("size={found}")),
        "en": (
            "the file has {found} MB, more than the limit of {limit}",
            _ALLOW_EN.format("size={found}"),
        ),
    },
    "limit_unpacked": {
        "zh": (
            "文件解压后有 {found} MB，超过上限 {limit} MB",
            _ALLOW_ZH.format("unpacked={found}"),
        ),
        "en": (
            "unpacked, the file has {found} MB, more than the limit of {limit}",
            _ALLOW_EN.format("unpacked={found}"),
        ),
    },
    "limit_ratio": {
        "zh": (
            "文件解压后是原来的 {found} 倍，超过上限 {limit} 倍，可能是压缩炸弹",
            _ALLOW_ZH.format("ratio={found}"),
        ),
        "en": (
            "unpacked, the file is {found} times as large, above the limit of {limit}: it may be a zip bomb",
            _ALLOW_EN.format("ratio={found}"),
        ),
    },
    "limit_pages": {
        "zh": ("有 {found} 页，超过上限 {limit} 页", _ALLOW_ZH.format("pages={found}")),
        "en": (
            "there are {found} pages, more than the limit of {limit}",
            _ALLOW_EN.format("pages={found}"),
        ),
    },
    "limit_characters": {
        "zh": ("有 {found} 个字，超过上限 {limit} 个字", _ALLOW_ZH.format("characters={found}")),
        "en": (
            "there are {found} characters, more than the limit of {limit}",
            _ALLOW_EN.format("characters={found}"),
        ),
    },
    "limit_lines": {
        "zh": ("正文和表格共有 {found} 行，超过上限 {limit} 行", _ALLOW_ZH.format("lines={found}")),
        "en": (
            "text and tables have {found} lines, more than the limit of {limit}",
            _ALLOW_EN.format("lines={found}"),
        ),
    },
    "limit_cells": {
        "zh": ("表格共有 {found} 格，超过上限 {limit} 格", _ALLOW_ZH.format("cells={found}")),
        "en": (
            "the tables have {found} cells, more than the limit of {limit}",
            _ALLOW_EN.format("cells={found}"),
        ),
    },
    "limit_nesting": {
        "zh": ("内容一层套一层，超过上限 {limit} 层", _ALLOW_ZH.format("nesting=250")),
        "en": (
            "elements are nested more than {limit} deep, which is the limit",
            _ALLOW_EN.format("nesting=250"),
        ),
    },
    "limit_seconds": {
        "zh": ("读取超过 {limit} 秒的时限，已中止", _ALLOW_ZH.format("seconds=N")),
        "en": (
            "reading took longer than the limit of {limit} seconds and was ended",
            _ALLOW_EN.format("seconds=N"),
        ),
    },
    "limit_memory": {
        "zh": ("读取所需内存超过上限 {limit} MB，已中止", _ALLOW_ZH.format("memory=N")),
        "en": (
            "reading took more memory than the limit of {limit} MB and was ended",
            _ALLOW_EN.format("memory=N"),
        ),
    },
    "reader_ended": {
        "zh": ("读取该文件的进程意外中止：{zh}", "请另存为其他格式后再试，并把该文件报告给开发者"),
        "en": (
            "the process that read the file ended unexpectedly: {en}",
            "Save it in another format, and report the file to the developers.",
        ),
    },
}
UPLOADS = {
    "too_large": {
        "zh": (
            "文件有 {size}，超过上限 {most}",
            "请确认是否选对了文件；扫描件请先做文字识别（OCR）",
        ),
        "en": (
            "the file has {size}, more than the {most} that are taken",
            "Check whether it is the right file; recognise the text of a scan first (OCR).",
        ),
    },
    "not_written": {
        "zh": ("上传的文件无法保存：{problem}", "请检查该文件夹的权限和磁盘空间，或另指文件夹"),
        "en": (
            "uploaded files cannot be kept here: {problem}",
            "Check the folder's permissions and the disk, or name another folder.",
        ),
    },
}
