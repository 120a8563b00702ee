"""WARC: each page that was fetched, whatever its server did to it; and files that are bad or cut anywhere."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch import run
from cleaner.inputs import Input
from cleaner.reading.documents import read
from cleaner.reading.options import PLAINLY, Reading
from cleaner.restore import restore
from tests.fake import pipeline

HTML = "<p>云渡市今年新签约项目26个\uff0c同比增长一成\u3002</p>".encode()


def http(body, *fields, status=b"200 OK", kind=b"text/html; charset=utf-8"):
    return b"\r\n".join([b"HTTP/1.1 " + status, b"Content-Type: " + kind, *fields, b"", body])


def record(block, kind=b"response", url=b"https://a.example/1", content=b"application/http; msgtype=response"):
    fields = [b"WARC/1.0", b"WARC-Type: " + kind, b"WARC-Target-URI: " + url, b"WARC-Date: 2024-03-05T01:02:03Z"]
    fields += [b"Content-Type: " + content, b"Content-Length: %d" % len(block), b"", block, b"", b""]
    return b"\r\n".join(fields)


def pages(tmp_path, data, reading=PLAINLY, name="a.warc"):
    path = tmp_path / name
    path.write_bytes(data)
    return list(read(Input(str(path), path.name), reading))


@pytest.mark.parametrize(
    "block",
    [
        http(HTML),
        http(gzip.compress(HTML), b"Content-Encoding: gzip"),
        http(HTML, b"Content-Encoding: gzip"),  # unpacked by the crawler, which left the field
        http(zlib.compress(HTML), b"Content-Encoding: deflate"),
        http(zlib.compress(HTML)[2:-4], b"Content-Encoding: deflate"),
        http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), b"Transfer-Encoding: chunked"),
        http(
            b"5;x=y\r\n%s\r\n%X\r\n%s\r\n0\r\n\r\n" % (HTML[:5], len(HTML) - 5, HTML[5:]),
            b"transfer-encoding: Chunked",
        ),
        http(HTML, b"Transfer-Encoding: chunked"),
        http(HTML, kind=b"application/xhtml+xml"),
        http(HTML, status=b"203 Non-Authoritative"),
    ],
)  # fmt: skip
def test_what_servers_do_to_a_page(tmp_path, block):
    (page,) = pages(tmp_path, record(block))
    assert page.source.encode(page.text) == HTML
    assert (page.name, page.source.url, page.source.media_type) == ("a.warc/1", "https://a.example/1", "text/html")


@pytest.mark.parametrize(
    "other",
    [
        record(b"GET / HTTP/1.1\r\n\r\n", b"request", content=b"application/http; msgtype=request"),
        record(b"software: x\r\n", b"warcinfo", content=b"application/warc-fields"),
        record(http(b"", status=b"301 Moved")),
        record(http(b"gone", status=b"404 Not Found")),
        record(http(b"\x89PNG", kind=b"image/png")),
        record(b"dns", url=b"dns:a.example", content=b"text/dns"),
        record(b"HTTP", content=b"application/http"),
    ],
)
def test_what_is_no_document_is_passed_over(tmp_path, other):
    found = pages(tmp_path, other + record(http(HTML)) + other)
    assert [page.name for page in found] == ["a.warc/2"]


def test_texts_of_common_crawl(tmp_path):
    data = record(b"software: x", b"warcinfo", content=b"application/warc-fields")
    data += record("云渡市\n".encode(), b"conversion", content=b"text/plain")
    (page,) = pages(tmp_path, gzip.compress(data), name="a.warc.wet.gz")
    assert (page.text, page.source.media_type, page.source.line) == ("云渡市\n", "text/plain", 2)


def test_fields_of_the_record_are_those_of_its_row(tmp_path):
    reading = Reading(id_field="WARC-Target-URI", meta_fields=("WARC-Date", "none"))
    first, second = pages(tmp_path, record(http(HTML)) * 2, reading)
    assert first.name == "a.warc/https%3A%2F%2Fa.example%2F1"
    assert first.source.meta == {"WARC-Date": "2024-03-05T01:02:03Z", "none": None}
    assert second.source.reason.startswith("the id 'https://a.example/1' stands already in record 1")


GOOD = record(http(HTML))
BAD = [
    (b"\x89PNG\r\n", "no record begins here but b'\\x89PNG\\r\\n'; is it a WARC file?", 1),
    (GOOD.replace(b"Content-Length: ", b"Content-Length: x"),
     "the record does not say how long it is; leave it out", 1),
    (GOOD.replace(b"Content-Length", b"Content-Size"), "the record does not say how long it is; leave it out", 1),
    (record(http(b"x", b"Content-Encoding: br")), "the server packed it as 'br', which is not read; leave it out", 1),
    (record(http(gzip.compress(HTML)[:-9], b"Content-Encoding: gzip")),
     "what the server packed (gzip) is cut short; fetch it again", 1),
    (record(http(b"\x1f\x8bxxxxxx", b"Content-Encoding: gzip")),
     "what the server packed (gzip) is damaged: Error -3 while decompressing data: unknown compression method; "
     "fetch it again", 1),
    (record(http(gzip.compress(bytes(9000)), b"Content-Encoding: gzip")),
     "is longer than 2,000 bytes unpacked (gzip); leave it out or raise --max-size", 1),
    (record(http(bytes(3000))),
     "the record has 3,059 bytes, more than 2,000 bytes; leave it out or raise --max-size", 1),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "says", "number"), BAD)
def test_bad_records_are_told_and_the_others_read(tmp_path, bad, says, number):
    found = pages(tmp_path, bad + b"\r\n\r\n" + GOOD, Reading(limit=2000))
    assert [(p.source.reason, p.source.line) for p in found if p.source.sha256 is None] == [(says, number)]
    assert found[-1].source.encode(found[-1].text) == HTML


@given(st.integers(0, len(GOOD) * 2 - 1))
def test_cut_anywhere(tmp_path_factory, size):
    """A file that is cut loses no record in silence: what is whole is read, what is not is told."""
    data = GOOD * 2
    found = pages(tmp_path_factory.mktemp("cut"), data[:size])
    whole = [page for page in found if page.source.sha256]
    assert len(whole) == (size >= len(GOOD) - 4) + (size >= len(data) - 4)
    begun = size % len(GOOD) if size < len(data) - 4 and size % len(GOOD) < len(GOOD) - 4 else 0
    assert len(found) - len(whole) == (begun > 0)


def test_a_packed_file_that_is_cut(tmp_path):
    packed = gzip.compress(GOOD) + gzip.compress(GOOD)
    found = pages(tmp_path, packed[:-20], name="a.warc.gz")
    assert found[0].source.sha256
    assert "data is cut short after" in found[-1].source.reason
    assert found[-1].source.sha256 is None


def test_there_and_back(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(GOOD * 2) + gzip.compress(record(http(b"\xff<p>x"))))
    tally = run([Input(str(path), path.name)], pipeline(), str(tmp_path / "out.jsonl"))
    assert (tally.read, tally.rejected) == (3, 0)
    assert restore(str(tmp_path / "out.jsonl"), str(tmp_path / "back")).problems == []
    back = [(tmp_path / "back" / "crawl.warc.gz" / str(n)).read_bytes() for n in (1, 2, 3)]
    assert back == [HTML, HTML, b"\xff<p>x"]
