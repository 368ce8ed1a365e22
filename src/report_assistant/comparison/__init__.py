"""Year on year: two reports in, what became of each cell and each sentence out.

In: two `Report`s, or two pieces of text. Out: a `Comparison`, runs of shared characters, shares; section
five as problems, measures and accounts, and last year's promises with this year's account. It must not
know what anyone makes of a likeness: severities and thresholds belong to the rules. The decision a
newcomer would otherwise undo: text is compared folded (no spaces, no widths, no years), so that last
year's paragraph with the year changed is still last year's paragraph; and what the form itself obliges
everyone to write (`stock.toml`) counts as nobody's copy.
"""

from report_assistant.comparison.carrying import carried_over
from report_assistant.comparison.copies import CopiedPassage, Retold, copied_passages, retold
from report_assistant.comparison.figures import CellChange, Fate, compare_cells
from report_assistant.comparison.fold import fold
from report_assistant.comparison.predecessor import prior_doubt
from report_assistant.comparison.problems import Point, read_section_five
from report_assistant.comparison.promises import Promise, promises, sharing_words
from report_assistant.comparison.prose import SentencePair, align, copied_share, similarity
from report_assistant.comparison.runs import Run, repeated_runs, shared_runs
from report_assistant.comparison.stock import own_text
from report_assistant.comparison.years import Comparison, SectionChange, compare

__all__ = [
    "CellChange",
    "Comparison",
    "CopiedPassage",
    "Fate",
    "Point",
    "Promise",
    "Retold",
    "Run",
    "SectionChange",
    "SentencePair",
    "align",
    "carried_over",
    "compare",
    "compare_cells",
    "copied_passages",
    "copied_share",
    "fold",
    "own_text",
    "prior_doubt",
    "promises",
    "read_section_five",
    "repeated_runs",
    "retold",
    "shared_runs",
    "sharing_words",
    "similarity",
]
