"""The time of a build, for the one description that tells it.

A build that must come out the same every time sets SOURCE_DATE_EPOCH, as reproducible-builds.org has it; that second is
then the time, whatever the clock says.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from methodgraph.errors import UsageError

VARIABLE = "SOURCE_DATE_EPOCH"


def moment() -> datetime:
    """Return the present time in UTC, or what SOURCE_DATE_EPOCH tells in its place. Raises UsageError as `fixed`."""
    return fixed() or datetime.now(UTC)


def fixed() -> datetime | None:
    """Return the time that SOURCE_DATE_EPOCH tells, in UTC; None where it is not set or empty.

    Raises UsageError where it is no number of seconds since 1970.

    >>> fixed()  # doctest: +SKIP
    datetime.datetime(2026, 1, 31, 12, 0, tzinfo=datetime.timezone.utc)
    """
    told = os.environ.get(VARIABLE, "")
    if not told:
        return None
    wrong = UsageError(f"{VARIABLE} is {told!r}, which is no number of seconds since 1970; mend or unset it")
    if not (told.isascii() and told.isdigit()):
        raise wrong
    try:
        return datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise wrong from error
