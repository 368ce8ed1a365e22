"""年报助手: the annual report on government information disclosure, drafted, checked and exported.

Figures and notes enter by one door (`intake`), become one value (`report`), are judged by rules
(`checks`) and dressed in prose (`drafting`), and leave by one door (`export`). Chat, web page and
command line only ring the bell. Importing this package loads no framework.
"""

__version__ = "0.3.0"
