"""The library: prior reports and policy guidance, cut into passages, indexed and searched.

In: the shipped corpus, files that a person adds, a query with filters. Out: passages of record with a
score; for one report, the other organs' that have words in common with it. It must not know what a passage
is wanted for, nor judge or write a report. The decision a newcomer would otherwise undo: the store holds
everything, the indexes nothing. The lexical index is built in memory, Chroma is a cache that may be deleted
at any time, and neither is imported before the first search that needs it.
"""

from report_assistant.retrieval.catalogue import Filters, Hit, Weights
from report_assistant.retrieval.library import refresh_manifest, shipped_folder
from report_assistant.retrieval.search import IndexedDocument, Library, open_library

__all__ = [
    "Filters",
    "Hit",
    "IndexedDocument",
    "Library",
    "Weights",
    "open_library",
    "refresh_manifest",
    "shipped_folder",
]
