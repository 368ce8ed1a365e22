"""The page: ``python app.py``; the same as ``report-assistant serve``."""

from report_assistant import settings, web

_settings = settings.load()
demo = web.build_page(_settings)

if __name__ == "__main__":
    web.serve(_settings, demo)
