"""The Word template: page, fonts and headings after GB/T 9704, as readable XML parts.

In: nothing but the parts that lie here. Out: the parts, to be zipped round a document. It must not know
what a report is. The decision a newcomer would otherwise undo: there is no .docx here and no Word library
behind it; fonts are named, never embedded, the parts can be read and compared line by line, and the same
report gives the same bytes.
"""

from functools import cache
from importlib import resources

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/footer_odd.xml": "footer_odd.xml",
    "word/footer_even.xml": "footer_even.xml",
}


@cache
def part(name: str) -> str:
    """The text of one file beside this one."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
