"""The limits that a process sets on itself before it reads what strangers wrote; they hold until it ends.

Linux holds all of them. macOS does not hold the memory, and Windows holds neither memory nor processor time:
there only the waiting of the process that asked ends a reading (`sandbox`), and no audit hook stops what a
library's own C code does. `confine` tells what holds, and `doctor` shows it.
"""

import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MB = 1024 * 1024
OUT_OF_MEMORY = 77  # exit code of a process that Python refused more memory
_LARGEST_WRITTEN = 32 * MB  # nothing that reads has to write at all
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_REFUSED_CALLS = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    Unit: `memory` in bytes of address space, of the whole process; `seconds` of processor time; `wall` seconds
    from the first byte to the last.
    """

    memory: int = 512 * MB
    seconds: float = 10
    wall: float = 30


def confine(limits: Limits) -> tuple[str, ...]:
    """Set the limits on this process, which has no second thread yet; what holds, in words for `doctor`."""
    return tuple(_confined(limits))


def _confined(limits: Limits) -> Iterator[str]:
    yield "断网（独立的网络空间）" if _leave_network() else "断网（只拦截本程序的调用）"
    sys.addaudithook(_refuse)
    if sys.platform == "win32":
        yield "内存和处理时间在本系统不能限制，只限等待时间"
        return
    import resource

    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, _LARGEST_WRITTEN),
    ):
        resource.setrlimit(limit, (most, most))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        yield f"内存 {limits.memory // MB} MB"
    else:
        yield "内存在本系统不能限制"
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)  # whoever began this process may have had them ignored
    yield f"处理时间 {limits.seconds:g} 秒"


def allot(limits: Limits | None) -> None:
    """One file's time begins to run, or, with None, no longer runs. The system ends a process that outstays it.

    Timers and no RLIMIT_CPU, which counts the whole life of a process and cannot be set back for the next file.
    The second one ends a process whose parent died while it read.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, limits.seconds if limits else 0)
        signal.setitimer(signal.ITIMER_REAL, limits.wall if limits else 0)


def why_ended(code: int, limits: Limits, *, overstayed: bool) -> str | None:
    """What an exit code says of a process that outstayed its limits; None where it died of something else."""
    if code == OUT_OF_MEMORY:
        return f"读取时用了超过 {limits.memory // MB} MB 内存，已停止"
    if sys.platform != "win32" and code == -signal.SIGPROF:
        return f"读取时用了超过 {limits.seconds:g} 秒处理时间，已停止"
    if overstayed or (sys.platform != "win32" and code == -signal.SIGALRM):
        return f"超过 {limits.wall:g} 秒仍未读完，已停止"
    return None


def memory_used(limits: Limits) -> float:
    """The largest share of its memory that this process ever had. Blank: 0 where the system does not tell.

    Not from getrusage, whose peak begins with that of the process which began this one.
    """
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    peak = re.search(r"^VmPeak:\s*(\d+) kB$", told, re.MULTILINE)
    return int(peak[1]) * 1024 / limits.memory if peak else 0


def _leave_network() -> bool:
    """Into a network space with nothing in it, where the system lets an ordinary process have one."""
    if sys.platform != "linux":
        return False
    import ctypes

    return bool(ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED_CALLS):
        raise PermissionError(f"{event} is refused where documents are read")
