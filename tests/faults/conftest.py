"""What the tests of faults share."""

from __future__ import annotations

import pytest
from tests.cli.calls import Call, invoke


@pytest.fixture
def call() -> Call:
    """Run the command line in this process."""
    return invoke
