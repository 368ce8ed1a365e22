"""Properties look for new examples on a developer's machine; in CI they run the same ones every time."""

import os

from hypothesis import settings

# No deadlines: how fast something is is measured in benchmarks/, never by a test.
settings.register_profile("house", deadline=None)
settings.register_profile("ci", settings.get_profile("house"), derandomize=True)
settings.load_profile("house")
if os.environ.get("CI"):
    settings.load_profile("ci")
