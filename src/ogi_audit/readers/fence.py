"""Shuts a process off from all files but those it needs, and from the network: Linux's Landlock.

The rules hold for the process and all that it starts, and cannot be taken back. Where the system has no
Landlock (Linux before 5.13, macOS, Windows) nothing happens: the readers themselves open nothing, but
LibreOffice follows links of the files it converts.

Source: https://docs.kernel.org/userspace-api/landlock.html
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
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
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


def fence(folder: Path) -> bool:
    """Leave this process only ``folder``, its own code and what programs need of the system.

    Returns whether the system could do so.
    """
    if not sys.platform.startswith("linux"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return False
    every = (1 << _RIGHTS.get(version, _NEWEST)) - 1
    asked = struct.pack("QQ", every, _NETWORK if version >= _NETWORK_SINCE else 0)
    asked = asked if version >= _NETWORK_SINCE else asked[:8]
    rules = system.syscall(_CREATE_RULESET, asked, ctypes.c_size_t(len(asked)), 0)
    if rules < 0:
        return False
    try:
        for path in (*map(Path, _SYSTEM), *_code()):
            _allow(system, rules, path, _READ)
        _allow(system, rules, "/dev/null", _READ_FILE | _WRITE_FILE)
        _allow(system, rules, folder, every)
        # LibreOffice puts a socket there, whatever it is told, and takes it away again.
        _allow(system, rules, "/tmp", _MAKE_SOCKET | _REMOVE_FILE)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(system.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        os.close(rules)


def leave_network() -> None:
    """Put this process where there is no network, not even one to look up names in, if it may."""
    if not sys.platform.startswith("linux"):
        return
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(_NEW_NETWORK) == 0:
        return
    user, group = os.getuid(), os.getgid()
    if system.unshare(_NEW_USER | _NEW_NETWORK) == 0:
        # As before, if the system lets it say so.
        with contextlib.suppress(OSError):
            for file, said in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                Path("/proc/self", file).write_text(said)


def _code() -> Iterable[Path]:
    """Where this process has its code from: Python, this package, and what it reads files with."""
    packages = (Path(one.__file__ or "").parents[1] for one in (lxml, pdfplumber, psutil))
    prefixes = map(Path, (sys.prefix, sys.base_prefix, sys.exec_prefix))
    return dict.fromkeys((*prefixes, Path(ogi_audit.__file__).parent, *packages))


def _allow(system: ctypes.CDLL, rules: int, path: str | Path, rights: int) -> None:
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not Path(path).is_dir():
            rights &= _OF_FILES
        rule = struct.pack("=Qi", rights, beneath)
        system.syscall(_ADD_RULE, rules, _PATH_BENEATH, rule, 0)
    finally:
        os.close(beneath)
