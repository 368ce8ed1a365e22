"""The form, as data.

In: the TOML files beside this one, each block with its source. Out: a proved `Form`. It must not
know what anyone thinks of a report: no severities, no messages about a person's figures. The
decision a newcomer would otherwise undo: no code anywhere lists rows, columns or sums; they are
read from here, so next year's form is a file and a lineage row.
"""

from report_assistant.official.form import (
    Block,
    CellForm,
    Column,
    Form,
    Relation,
    Row,
    Section,
    TableForm,
    Topic,
)
from report_assistant.official.loading import form_for_year, load_form

__all__ = [
    "Block",
    "CellForm",
    "Column",
    "Form",
    "Relation",
    "Row",
    "Section",
    "TableForm",
    "Topic",
    "form_for_year",
    "load_form",
]
