"""One script a figure of the README's table; each prints medians, and ratios against a named baseline of the same run.

`python -m benchmarks.<name>` measures one; `make bench` measures all and writes the table.
"""
