"""The kinds of file that can be searched."""

from typing import Literal

MediaType = Literal["application/pdf", "text/html", "text/plain"]
