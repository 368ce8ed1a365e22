"""The one process that owns the index: held by a lock on a file, let go of when the process ends, however it ends.

A second process on the same Chroma folder would be answered from stale vectors without any error.
"""

import os
import sys
from pathlib import Path
from typing import IO

from report_assistant.errors import IndexUnusable


class Ownership:
    """The lock; nothing is created before `take`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: IO[bytes] | None = None

    def take(self) -> None:
        """Become the owner; does nothing where that is so already.

        Raises: IndexUnusable, worth trying again, while another process is the owner.
        """
        if self._held is not None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            opened = self._file.open("ab")
        except OSError as error:
            raise IndexUnusable(
                "索引的锁文件建不起来", where=str(self._file), remedy="请检查数据目录的写入权限"
            ) from error
        try:
            _lock(opened)
        except OSError as error:
            opened.close()
            raise IndexUnusable(
                "检索索引正由另一个正在运行的年报助手使用", remedy="请先关闭那一个再试", retry=True
            ) from error
        self._held = opened

    def release(self) -> None:
        """Let another process have it."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _lock(opened: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(opened.fileno(), 0, os.SEEK_SET)
        msvcrt.locking(opened.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
