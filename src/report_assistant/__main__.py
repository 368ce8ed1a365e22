"""`python -m report_assistant` is the command line."""

from report_assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
