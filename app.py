"""The page: ``python app.py``, the same as ``report-assistant serve``; ``gradio app.py`` finds `demo`."""

import sys

from report_assistant import settings, web
from report_assistant.errors import ReportAssistantError

try:
    _settings = settings.load()
    demo = web.build_page(_settings)
    if __name__ == "__main__":
        web.serve(_settings, demo)
except ReportAssistantError as trouble:
    print(trouble, file=sys.stderr)
    sys.exit(trouble.exit_code)
