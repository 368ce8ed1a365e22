"""What rules read of a report: its text in stretches, sentences, claims and quantities; its remarks and sums.

In: a report or a piece of its text. Out: values with offsets into `report.full_text`. It must not know
what is a breach: no severity and no rule id stands here. The decision a newcomer would otherwise undo:
a reader keeps silent where a sentence is open to two readings, and the rules live beside, not in here.
"""
