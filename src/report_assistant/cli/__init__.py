"""The command line of contracts §3.

In: arguments. Out: an exit code, one JSON value or plain Chinese lines on standard output; progress and
logs on standard error. It must not judge, draft or convert anything itself: it rings the workbench's
bell. The decision a newcomer would otherwise undo: frameworks are imported inside the commands that need
them, so `check` starts at once, and the commands themselves where Ctrl+C is already heard.
"""

import logging
import sys
from collections.abc import Sequence

from report_assistant.errors import ReportAssistantError

EXIT_UNUSABLE = 2
EXIT_SURROUNDINGS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a trouble that a user can cause is one line on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for stream in (sys.stdout, sys.stderr):
        # A console in another code page must not turn Chinese into an exception.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(arguments)
    except ReportAssistantError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("已中断，已保存的内容不受影响。", file=sys.stderr)
        return EXIT_SURROUNDINGS
    except OSError as error:
        print(f"{error.filename or '文件'}：{_os_words(error)}。请检查路径、权限和磁盘空间。", file=sys.stderr)
        return EXIT_UNUSABLE if isinstance(error, FileNotFoundError | IsADirectoryError) else EXIT_SURROUNDINGS


def _run(arguments: Sequence[str] | None) -> int:
    from report_assistant.cli.parser import parser  # loading what lies behind it takes half a second

    chosen = parser().parse_args(arguments)
    return int(chosen.run(chosen))


def _os_words(error: OSError) -> str:
    known = {
        FileNotFoundError: "找不到该文件或文件夹",
        PermissionError: "没有读写权限",
        IsADirectoryError: "是文件夹，不是文件",
        NotADirectoryError: "路径中有一段不是文件夹",
    }
    return known.get(type(error), "读写失败")
