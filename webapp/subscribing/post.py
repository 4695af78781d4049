"""Sending mail by the operator's server, to addresses that anybody may have typed."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from search.library.errors import UserError
from search.library.settings import Settings
from search.library.visible import one_line, visible

SECONDS = 10
"""How long the server may take for each step."""
LONGEST_ADDRESS, LONGEST_SUBJECT, LONGEST_LINE = 254, 200, 998
"""Characters of an address (RFC 5321, 4.5.3.1), of a subject, and of a line (RFC 5322, 2.1.1)."""
UNFOLDED = SMTP.clone(max_line_length=LONGEST_LINE)
"""Writes a long address in a head as it is: folded, it is encoded, and no client reads it."""
STOP = "List-Unsubscribe"
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""An address as browsers' e-mail fields take it (HTML standard), with a domain of several parts."""
NEEDED = ("base_url", "mail_from", "mail_secret")


def is_enabled(settings: Settings) -> bool:
    """Whether mail is sent at all."""
    return bool(settings.smtp)


def check_mail(settings: Settings) -> None:
    """Raise UserError when mail is to be sent and not all that it takes is set."""
    missing = [name for name in NEEDED if not getattr(settings, name)]
    if is_enabled(settings) and missing:
        raise UserError(f"Med 'smtp' skal også {', '.join(map(repr, missing))} være sat.")


def mail_address(typed: str) -> str | None:
    """The address typed, None when it is none or might be more than one."""
    typed = typed.strip()
    return typed if len(typed) <= LONGEST_ADDRESS and ADDRESS.fullmatch(typed) else None


class Postman:
    """Sends mail as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server = urlsplit(settings.smtp)

    def send(self, to: str, subject: str, text: str, stop: str = "") -> None:
        """Send ``text``; ``stop`` is the address by which one asks for no more (RFC 8058). Raises
        OSError (smtplib's own errors are some) when the server doesn't take it."""
        message = EmailMessage(UNFOLDED)
        message["From"] = self._settings.mail_from
        message["To"] = to
        message["Subject"] = one_line(subject)[:LONGEST_SUBJECT]
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=urlsplit(self._settings.base_url).hostname)
        message["Auto-Submitted"] = "auto-generated"
        if stop and len(f"{STOP}: <{stop}>") <= LONGEST_LINE:
            message[STOP] = f"<{stop}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(visible(text), cte="quoted-printable")
        with self._connected() as server:
            server.send_message(message, self._settings.mail_from, [to])

    def _connected(self) -> smtplib.SMTP:
        """The server, over TLS when it can; a password only goes over TLS."""
        host, context = self._server.hostname or "", ssl.create_default_context()
        if self._server.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self._server.port or 465, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host, self._server.port or 25, timeout=SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        if self._server.username:
            if not isinstance(server.sock, ssl.SSLSocket):
                server.close()
                raise smtplib.SMTPNotSupportedError("the server offers no TLS for the password")
            server.login(unquote(self._server.username), unquote(self._server.password or ""))
        return server
