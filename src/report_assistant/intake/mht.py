"""Web pages saved whole, as browsers and Word do it: the page is taken out of the message it is kept in."""

from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from report_assistant.errors import UnusableInput
from report_assistant.intake.files import decoded
from report_assistant.intake.html import charset_of, read_html
from report_assistant.intake.page import Page


def read_mht(content: bytes, name: str) -> Page:
    """The page in a saved web page.

    Raises: UnusableInput where there is no page in it.
    """
    page = next((part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"), None)
    source = _unpacked(page, name) if page is not None else b""
    if page is None or not source.strip():
        raise UnusableInput("里面没有网页", where=name, remedy="请在浏览器里重新保存网页，或另存为 .docx 再导入")
    # Whoever saved the page may have turned it into another encoding than it declares of itself.
    return read_html(decoded(source, name, page.get_content_charset() or charset_of(source)), name)


def _unpacked(page: Message, name: str) -> bytes:
    try:
        source = page.get_payload(decode=True)
    except (MessageError, ValueError) as error:
        raise UnusableInput("保存的网页已损坏，读不出来", where=name, remedy="请在浏览器里重新保存") from error
    return source if isinstance(source, bytes) else b""
