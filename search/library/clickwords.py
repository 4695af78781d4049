"""Click's own words in Danish: usage, errors, questions."""

import gettext
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "messages"
"""Where Click looks its words up."""


def speak_danish() -> None:
    """Have this process say in Danish what it says by way of ``gettext``, whatever language its
    surroundings speak: all else that it says is Danish too."""
    os.environ["LANGUAGE"] = "da"
    gettext.bindtextdomain(DOMAIN, LOCALE)
