"""The offline writer: complete official prose from the brief alone, the same bytes for the same brief."""

from collections.abc import Sequence

from report_assistant.drafting.brief import Brief
from report_assistant.drafting.placing import confirmations
from report_assistant.drafting.plain_other import other_matters
from report_assistant.drafting.plain_overview import overview
from report_assistant.drafting.plain_problems import problems
from report_assistant.drafting.writer import Progress, silent
from report_assistant.report import Narrative, Passage

_SECTIONS = {"1": overview, "5": problems, "6": other_matters}


class PlainWriter:
    """Writes without a model: what is not known becomes 〔待补充：…〕 and a question, never an invention.

    Passages and instructions do not move it: without a model there is nobody to follow them. The text
    says so nowhere; `written_by` does.
    """

    name = "plain@1"
    repairs = False

    def write(self, brief: Brief, progress: Progress = silent) -> Narrative:
        """The section's paragraphs; `progress` gets each as it is done."""
        weaves = _SECTIONS[brief.section](brief)
        paragraphs = tuple(weave.paragraph() for weave in weaves)
        for paragraph in paragraphs:
            progress(f"{paragraph.heading}\n{paragraph.text}\n" if paragraph.heading else f"{paragraph.text}\n")
        questions = [question for weave in weaves for question in weave.questions]
        questions += confirmations(brief.notes, brief.unplaced, brief.year, brief.form_id)
        written_by = {"writer": self.name, "brief_sha256": brief.sha256}
        if brief.instructions:
            written_by["instructions"] = "离线写作不采用"
        return Narrative(brief.section, paragraphs, tuple(dict.fromkeys(questions)), written_by)

    def answer(self, question: str, passages: Sequence[Passage], progress: Progress = silent) -> str:
        """The passages themselves under their titles: offline nothing is summarised."""
        if not passages:
            text = f"资料库中没有找到与“{question.strip()}”有关的段落。"
        else:
            quoted = "\n\n".join(f"《{passage.title}》\n{passage.text.strip()}" for passage in passages)
            text = f"资料库中有关的段落如下，供参考：\n\n{quoted}"
        progress(text)
        return text
