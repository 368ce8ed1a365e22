"""A sentence becomes a command, and a command becomes an answer.

In: what a person typed, and the desk before them. Out: commands from a closed set, and a `Reply` with the
desk as it is afterwards. It must not know the page, the command line, the store or any document format;
it rings the workbench's bells and nothing else. The decision a newcomer would otherwise undo: nothing said
here changes a report. A figure or a text is laid on the desk as a proposal, its digits stand in the
sentence, and only the person's own 采纳 puts it in. Where a sentence allows two readings it is asked back,
also when a model would gladly choose one.
"""

from report_assistant.chat.command import Command
from report_assistant.chat.reply import Reply, Understanding, respond
from report_assistant.chat.understand import ModelUnderstanding, understand

__all__ = ["Command", "ModelUnderstanding", "Reply", "Understanding", "respond", "understand"]
