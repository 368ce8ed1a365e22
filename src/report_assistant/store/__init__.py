"""The memory: every revision of every report, and the library's passages of record.

In: reports and passages, each saved inside one transaction. Out: the same values, byte for byte. It must
not know who asks, how a passage was cut or how it will be searched. The decision a newcomer would
otherwise undo: nothing here is ever overwritten. A revision is appended, acknowledged only after commit
under full sync, and guarded by triggers; vectors stand beside their passages so that every search index
is a cache that may be deleted.
"""

from report_assistant.store.database import Database, open_store
from report_assistant.store.document import Document, StoredPassage, as_passage, places, within
from report_assistant.store.passages import Marked, Passages
from report_assistant.store.revisions import Revision, Revisions

__all__ = [
    "Database",
    "Document",
    "Marked",
    "Passages",
    "Revision",
    "Revisions",
    "StoredPassage",
    "as_passage",
    "open_store",
    "places",
    "within",
]
