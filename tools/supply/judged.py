"""What was judged by hand: licences that no metadata tells, and parts under a copyleft licence.

The tests refuse a copyleft licence that is not here, so a new version that brings one is noticed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The licence of a package, and where it says so."""

    licence: str
    source: str


_WHEEL = "metadata of its wheel; not installed on every platform"
SAID = {
    "aiohappyeyeballs": Said("PSF-2.0", _WHEEL),
    "aiohttp": Said("Apache-2.0 AND MIT", _WHEEL),
    "aiosignal": Said("Apache-2.0", _WHEEL),
    "appnope": Said("BSD-2-Clause", _WHEEL),
    "atheris": Said("Apache-2.0", "the LICENSE that it ships; not installed on every platform"),
    "colorama": Said(
        "BSD-3-Clause", "the LICENSE.txt that it ships; not installed on every platform"
    ),
    "frozenlist": Said("Apache-2.0", _WHEEL),
    "importlib-metadata": Said("Apache-2.0", _WHEEL),
    "lazy-importer": Said("Apache-2.0", _WHEEL),
    "librt": Said("MIT", _WHEEL),
    "multidict": Said("Apache-2.0", _WHEEL),
    "overrides": Said("Apache-2.0", _WHEEL),
    "pexpect": Said("ISC", _WHEEL),
    "propcache": Said("Apache-2.0", _WHEEL),
    "ptyprocess": Said("ISC", _WHEEL),
    "pycparser": Said("BSD-3-Clause", _WHEEL),
    "pypdfium2": Said(
        "Apache-2.0 OR BSD-3-Clause", "its README, section Licensing: either, for the code"
    ),
    "pywinpty": Said("MIT", _WHEEL),
    "pyyaml-ft": Said("MIT", _WHEEL),
    "yarl": Said("Apache-2.0", _WHEEL),
    "zipp": Said("MIT", _WHEEL),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package, or the package itself, under a licence that had to be judged.

    ``files`` is how the shared libraries are called that the wheel brings it in.
    """

    package: str
    part: str
    licence: str
    why: str
    files: str = ""


_EXCEPTION = "the runtime exception lets programs of any licence use it"
_QUADMATH = "a shared library of its own, unmodified, that can be replaced by another"
PARTS = (
    Part(
        "certifi",
        "certifi",
        "MPL-2.0",
        "the list of certificate authorities, unmodified; ends at its files",
    ),
    Part(
        "debugpy",
        "pydevd",
        "EPL-1.0",
        "Python source in a folder of its own, unmodified; ends at its modules",
    ),
    Part("fqdn", "fqdn", "MPL-2.0", "one Python module, unmodified; ends at its files"),
    Part(
        "jupyterlab",
        "dompurify, in the browser",
        "MPL-2.0 OR Apache-2.0",
        "taken under Apache-2.0",
    ),
    Part(
        "jupyterlab",
        "elkjs, in the browser",
        "EPL-2.0",
        "draws Mermaid diagrams in JupyterLab, unmodified; ends at its module",
    ),
    Part(
        "lxml",
        "libiconv, linked statically",
        "LGPL-2.1-or-later",
        "unmodified; the source of lxml and its build are open, so it can be linked anew, and a build "
        "from source on Linux takes the iconv of the system instead",
    ),
    Part(
        "numpy",
        "libgfortran",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        _EXCEPTION,
        "libgfortran",
    ),
    Part("numpy", "libquadmath", "LGPL-2.1-or-later", _QUADMATH, "libquadmath"),
    Part("opencc", "marisa-trie", "BSD-2-Clause OR LGPL-2.1-or-later", "taken under BSD-2-Clause"),
    Part(
        "pydantic-core",
        "r-efi",
        "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
        "taken under MIT; in UEFI programs only",
    ),
    Part(
        "cryptography",
        "self_cell",
        "Apache-2.0 OR GPL-2.0-only",
        "taken under Apache-2.0",
    ),
    Part(
        "pyzmq",
        "libzmq",
        "MPL-2.0",
        "a shared library of its own, unmodified; ends at its files",
        "libzmq",
    ),
    Part(
        "scipy",
        "libgfortran",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        _EXCEPTION,
        "libgfortran",
    ),
    Part("scipy", "libquadmath", "LGPL-2.1-or-later", _QUADMATH, "libquadmath"),
    Part("tqdm", "tqdm", "MPL-2.0 AND MIT", "Python modules, unmodified; ends at its files"),
)
"""Of what a user installs. Nothing of it was changed, and pip fetches it from its authors."""

# Shared libraries in wheels that are under a permissive licence, and texts that name a copyleft
# licence without anything linked in being under it.
PERMISSIVE_FILES = {
    "numpy": ("libscipy_openblas64_", "BSD-3-Clause"),
    "pillow": (
        "libXau libavif libbrotlicommon libbrotlidec libfreetype libharfbuzz libjpeg liblcms2 liblzma "
        "libopenjp2 libpng16 libsharpyuv libtiff libwebp libwebpdemux libwebpmux libxcb libzstd",
        "MIT, BSD, 0BSD, IJG, libtiff and libpng licences; FreeType under FTL, not GPL-2.0; "
        "zstd under BSD-3-Clause, not GPL-2.0",
    ),
    "pyzmq": ("libsodium", "ISC"),
    "scipy": ("libscipy_openblas", "BSD-3-Clause"),
}
NAMED = {
    "aiohappyeyeballs": ("GPL", "Python's history: its licences are compatible with the GPL"),
    "certifi": ("MPL", "its own, above"),
    "cryptography": ("GPL", "one of two licences to choose from, above"),
    "debugpy": ("EPL GPL", "pydevd, above; Python's history names the GPL"),
    "filelock": ("MPL", "the tools that built it, in its bill of materials"),
    "fqdn": ("AGPL GPL LGPL MPL", "the MPL-2.0 itself names the others as secondary licences"),
    "jupyterlab": ("EPL GPL MPL", "elkjs and dompurify, above; the EPL-2.0 itself names the GPL"),
    "lxml": ("GPL LGPL", "libiconv, above; the GPL is that of a test runner that no wheel has"),
    "numpy": ("AGPL GPL LGPL", "the GCC libraries, above"),
    "pandas": ("GPL", "Python's history: its licences are compatible with the GPL"),
    "pillow": (
        "GPL LGPL",
        "FreeType and XZ, of which other parts or choices are meant; FriBiDi (LGPL) is not in it but "
        "loaded from the system if there, libimagequant (GPL) is not built in",
    ),
    "platformdirs": ("MPL", "the tools that built it, in its bill of materials"),
    "pyarrow": ("GPL", "LLVM's exception, and OpenSSL's old text that forbids relicensing"),
    "pydantic-core": ("LGPL", "one of three licences to choose from, above"),
    "pypdfium2": (
        "AGPL GPL",
        "LLVM's exception, scripts that built ICU, and libgcc with its runtime exception on musl",
    ),
    "pyzmq": ("AGPL GPL LGPL MPL", "libzmq, above; the MPL-2.0 itself names the others"),
    "scipy": ("AGPL GPL LGPL", "the GCC libraries, above"),
    "tqdm": ("MPL", "its own, above"),
    "typing-extensions": ("GPL", "Python's history: its licences are compatible with the GPL"),
}

CALLED = (
    (
        "LibreOffice",
        "MPL-2.0",
        "turns DOC and WPS into DOCX, in a process of its own, where it is installed",
    ),
    ("Chromium", "BSD-3-Clause", "tests and screenshots only, through Playwright"),
)
"""Programs that are called but neither linked in nor brought along."""

COPIED = (
    (
        "Tabulator",
        "MIT",
        "in `src/ogi_audit/display/templates/vendor/tabulator/`, for `index.html`",
    ),
)
"""What the repository holds a copy of."""
