"""Shuts a process off from all files but those it needs, and from the network, on Linux.

By namespaces, where the system gives them to a user, and by Landlock, where it has that (since 5.13). The
rules hold for the process and all that it starts, and cannot be taken back. Elsewhere nothing happens: the
readers themselves open nothing, but LibreOffice follows links of the files it converts.

Source: https://docs.kernel.org/userspace-api/landlock.html, namespaces(7)
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

import lxml
import pdfplumber
import psutil

import ogi_audit

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = (1 << bit for bit in range(4))
_REMOVE_FILE, _MAKE_SOCKET = 1 << 5, 1 << 9
_READ = _EXECUTE | _READ_FILE | _READ_DIR
# How many rights of files there are by version: links to other folders came with 2, cutting with 3,
# commands to devices with 5. Rights of the network came with 4.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST, _NETWORK_SINCE, _NETWORK = 16, 4, 0b11
# What stands for a file as opposed to a folder.
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
_NEW_NETWORK, _NEW_USER, _NEW_MOUNTS = 0x40000000, 0x10000000, 0x20000
_BIND, _PRIVATE = 0x1000, 0x4000 | 0x40000
_TMP = Path("/tmp")
# Programs, libraries, fonts and settings of the system, and what it says of this process.
_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/sbin", "/opt", "/nix", "/gnu", "/etc"),
    *("/var/cache/fontconfig", "/var/lib/libreoffice", "/var/spool/libreoffice"),
    *(
        "/proc",
        "/sys/devices/system/cpu",
        "/sys/fs/cgroup",
        "/dev/urandom",
        "/dev/random",
        "/dev/zero",
    ),
)


def fence(folder: Path) -> Path:
    """Leave this process only ``folder``, its own code and what programs need of the system; no network.

    Where the system lets it, it gets a ``/tmp`` of its own, which is the folder. Returns the path of the
    folder in this process from now on.
    """
    if not sys.platform.startswith("linux"):
        return folder
    system = ctypes.CDLL(None, use_errno=True)
    own = _own_space(system, folder)
    _restrict(system, _TMP if own else folder, has_own=own)
    return _TMP if own else folder


def _own_space(system: ctypes.CDLL, folder: Path) -> bool:
    """Leave the network, and have the folder for ``/tmp``. Returns whether it could have that."""
    spaces = _NEW_NETWORK | _NEW_MOUNTS
    user, group = os.getuid(), os.getgid()
    if system.unshare(spaces) != 0:
        if system.unshare(spaces | _NEW_USER) != 0:
            return False
        # As before, if the system lets it say so.
        with contextlib.suppress(OSError):
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    if any(path.resolve().is_relative_to(_TMP) for path in _code()):
        return False
    if system.mount(None, b"/", None, ctypes.c_ulong(_PRIVATE), None) != 0:
        return False
    return bool(system.mount(os.fsencode(folder), b"/tmp", None, ctypes.c_ulong(_BIND), None) == 0)


def _restrict(system: ctypes.CDLL, folder: Path, has_own: bool) -> None:
    version = system.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return
    every = (1 << _RIGHTS.get(version, _NEWEST)) - 1
    asked = struct.pack("QQ", every, _NETWORK)[: 16 if version >= _NETWORK_SINCE else 8]
    rules = system.syscall(_CREATE_RULESET, asked, ctypes.c_size_t(len(asked)), 0)
    if rules < 0:
        return
    try:
        for path in (*map(Path, _SYSTEM), *_code()):
            _allow(system, rules, path, _READ)
        _allow(system, rules, Path("/dev/null"), _READ_FILE | _WRITE_FILE)
        _allow(system, rules, folder, every)
        if not has_own:
            # LibreOffice puts a socket there, whatever it is told, and takes it away again.
            _allow(system, rules, _TMP, _MAKE_SOCKET | _REMOVE_FILE)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.syscall(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _code() -> Iterable[Path]:
    """Where this process has its code from: Python, this package, and what it reads files with."""
    packages = (Path(one.__file__ or "").parents[1] for one in (lxml, pdfplumber, psutil))
    prefixes = map(Path, (sys.prefix, sys.base_prefix, sys.exec_prefix))
    return dict.fromkeys((*prefixes, Path(ogi_audit.__file__).parent, *packages))


def _allow(system: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not path.is_dir():
            rights &= _OF_FILES
        rule = struct.pack("=Qi", rights, beneath)
        system.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, 0)
    finally:
        os.close(beneath)
