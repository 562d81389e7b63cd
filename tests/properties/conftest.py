"""How hard the properties are tried: `quick` with every run of the tests, `deep` before a release.

    MEETEXTRACT_PROPERTIES=deep MEETEXTRACT_EXAMPLES=100000 python -m pytest tests/properties

The quick profile draws the same examples every time: a change fails its own tests, never those of the next one.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_ALWAYS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "quick", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_ALWAYS, database=None
)
settings.register_profile(
    "deep",
    max_examples=int(os.environ.get("MEETEXTRACT_EXAMPLES", "100000")),
    deadline=None,
    suppress_health_check=_ALWAYS,
    print_blob=True,
)
settings.load_profile(os.environ.get("MEETEXTRACT_PROPERTIES", "quick"))
