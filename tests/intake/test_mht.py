"""Web pages as browsers save them whole."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from consistent import sound_report
from report_assistant.errors import UnusableInput
from report_assistant.export import render
from report_assistant.intake import read_bytes


def saved(page: bytes, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    """A page with a picture beside it, as a browser writes them into one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "年报"
    message.set_content("没有网页时的文字")
    message.make_related()
    message.add_related(page.decode("utf-8"), subtype="html", charset=charset, cte=encoding)
    message.add_related(b"\x89PNG", "image", "png", cid="<a>")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["年报.mht", "年报.MHTML", "年报.doc"])
@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "quoted-printable"), ("gb2312", "base64")])
def test_a_saved_page_is_its_report(name, charset, encoding):
    content = saved(render(sound_report(), ".html"), charset, encoding)
    if name.endswith(".doc"):
        content = b"MIME-Version: 1.0\r\n" + content.replace(b"MIME-Version: 1.0\n", b"")
    report = read_bytes(content, name)
    assert (report.cells, report.sections, report.title) == (
        sound_report().cells,
        sound_report().sections,
        sound_report().title,
    )


@pytest.mark.parametrize(
    "content", [b"nothing of the kind", MIMEText("text").as_bytes(), MIMEMultipart().as_bytes(), b"\xff\xfe\0\0"]
)
def test_a_file_without_a_page_is_told_in_one_line(content):
    with pytest.raises(UnusableInput, match=r"^a\.mht：里面没有网页。请在浏览器里重新保存"):
        read_bytes(content, "a.mht")


def test_messages_within_messages_end_in_one_line():
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (number, number) for number in range(5000)
    )
    with pytest.raises(UnusableInput, match=r"^a\.mht：(内容嵌套过深|里面没有网页)"):
        read_bytes(nested + b"Content-Type: text/plain\r\n\r\nx", "a.mht")
