"""Whether what was given as last year's report is this organ's own of the year before."""

from report_assistant.intake.identity import UNNAMED
from report_assistant.report import Report
from report_assistant.report.organ import same_organ


def prior_doubt(report: Report, prior: Report) -> str:
    """What `prior` is instead of last year's own report, as the predicate of a sentence; "" where nothing is amiss.

    Blank: an organ that could not be read is not held against anyone.
    """
    if report == prior:
        return "就是这份报告，不是上一年度报告"
    if UNNAMED not in (report.organ.name, prior.organ.name) and not same_organ(report.organ, prior.organ):
        return f"是{prior.organ.name} {prior.year} 年的报告，这份是{report.organ.name} {report.year} 年的"
    return "" if prior.year == report.year - 1 else f"是 {prior.year} 年的报告，不是 {report.year - 1} 年的"
