"""Files that no office ever made, and sound ones that something happened to: what must never harm who reads them.

`kinds` names every kind with what is demanded of it; `archives`, `words`, `books`, `prints`, `pages`, `texts` and
`entries` make them; `damage` alters sound files; `corpus` brings all of them together, the same ones for the same
seed; `judging` says what is wrong with an answer. Nothing here is a harmful file but in size and in shape: no code
runs in any of them, and every address is one that nobody has.
"""
