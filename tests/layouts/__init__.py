"""Known reports as Chinese offices really publish them, and what a person reads there.

`paper` is a report laid out as boxes and lines that remember which cell they show; `tables`, `figures`, `labels`
and `headings` alter it as offices do; `docx`, `html`, `pdf`, `xlsx` and `text` write it down; `variants` names the
combinations; `truth` scores what a reader made of one. Nothing here imports the readers.
"""
