"""Documents out of files of every format: what is read, what is rejected, and what is told."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.reading.documents import read
from cleaner.reading.options import Input, Reading
from cleaner.record import Record, rebuild
from cleaner.written import written_lines
from tests.fake import Fake, pipeline

ZHONG = "\u4e2d"
SURROGATES = st.characters(exclude_categories=["Cs"])


def pages(path, **options):
    return list(read(Input(str(path), path.name), Reading(**options)))


def write(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def told(found):
    """For each document its text, or the line and the reason where it was rejected."""
    return [page.text if page.source.sha256 else (page.source.line, page.source.reason) for page in found]


def test_rows_have_names_places_and_what_is_carried(tmp_path):
    rows = [
        {"text": f"{ZHONG}1", "id": "a/b", "url": "https://example.org/1", "site": "x", "n": 1},
        {"text": f"{ZHONG}2", "id": "c"},
    ]
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    first, second = pages(write(tmp_path / "c.jsonl", data), id_field="id", meta_fields=("site", "n"))
    assert [first.name, second.name] == ["c.jsonl/a%2Fb", "c.jsonl/c"]
    assert (first.source.line, first.source.offset, first.source.url) == (1, 0, "https://example.org/1")
    assert (second.source.line, second.source.offset) == (2, len((data.splitlines()[0] + "\n").encode()))
    assert (first.source.meta, second.source.meta) == ({"site": "x", "n": 1}, {"site": None, "n": None})


def test_html_in_rows_is_html(tmp_path):
    path = write(tmp_path / "c.jsonl", json.dumps({"html": "<p>a"}))
    assert pages(path, field="html")[0].source.media_type == "text/html"


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml", ".shtml"])
def test_saved_pages_are_html(tmp_path, suffix):
    assert pages(write(tmp_path / f"a{suffix}", "<p>a"))[0].source.media_type == "text/html"


BAD = [
    ("not json", b"{", "no JSON: Expecting property name enclosed in double quotes at character 2; mend or remove it"),
    ("a list", b"[1]", 'the line is a list, no object; write {"text": "..."}'),
    (
        "no field",
        b'{"txet": "a"}',
        "no field 'text'; it has txet; did you mean \"txet\"?; mend it or name another --field",
    ),
    ("null", b'{"text": null}', "'text' is null, no text; mend it or name another --field"),
    ("a number", b'{"text": 7}', "'text' is a number, no text; mend it or name another --field"),
    ("no utf-8", b'{"text": "\xff"}', "byte 11 (0xff) is no UTF-8; JSON is written in UTF-8: convert the file"),
]


@pytest.mark.parametrize(("line", "says"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_line_is_rejected_and_the_others_are_read(tmp_path, line, says):
    path = write(tmp_path / "c.jsonl", b'{"text": "a"}\n' + line + b'\n\n{"text": "b"}\n')
    assert told(pages(path)) == ["a", (2, says), "b"]


def test_an_id_that_stands_already_is_rejected(tmp_path):
    path = write(tmp_path / "c.jsonl", '{"text": "a", "id": 1}\n{"text": "b", "id": "1"}\n{"text": "c"}\n')
    one, two, three = told(pages(path, id_field="id"))
    assert one == "a"
    assert two == (2, "the id '1' stands already in line 1; make ids unique or name another --id-field")
    assert three[0] == 3
    assert "no field 'id'" in three[1]


def test_a_line_over_the_limit_is_rejected_without_being_held(tmp_path):
    path = write(tmp_path / "c.jsonl", '{"text": "%s"}\n{"text": "b"}\n' % ("a" * 300))
    assert told(pages(path, limit=100)) == [
        (1, "the line has 313 bytes, more than 100 bytes; leave it out or raise --max-size"), "b",
    ]  # fmt: skip


def test_a_list_and_an_object_of_json(tmp_path):
    assert told(pages(write(tmp_path / "a.json", '[{"text": "a"}, 7, {"text": "b"}]')))[::2] == ["a", "b"]
    assert told(pages(write(tmp_path / "b.json", '{"text": "a"}'))) == ["a"]


@pytest.mark.parametrize("name", ["c.jsonl.gz", "c.jsonl.zst"])
def test_packed_lines(tmp_path, name):
    data = b'{"text": "a"}\n{"text": "b"}\n'
    packed = gzip.compress(data) if name.endswith("gz") else pytest.importorskip("zstandard").compress(data)
    assert told(pages(write(tmp_path / name, packed))) == ["a", "b"]


@pytest.mark.parametrize("name", ["c.jsonl.gz", "c.jsonl.zst"])
def test_what_stands_before_a_cut_is_read(tmp_path, name):
    data = b"".join(b'{"text": "%d"}\n' % number for number in range(50_000))
    packed = gzip.compress(data) if name.endswith("gz") else pytest.importorskip("zstandard").compress(data)
    found = pages(write(tmp_path / name, packed[: len(packed) // 2]))
    assert len(found) > 1000
    assert all(page.source.sha256 for page in found[:-1])
    assert "cut short" in found[-1].source.reason or "no JSON" in found[-1].source.reason


def test_a_bomb_is_given_up(tmp_path):
    path = write(tmp_path / "c.jsonl.gz", gzip.compress(b" " * 3_000_000))
    (page,) = pages(path, limit=10_000)
    assert "given up; it is no file of lines, or a bomb" in page.source.reason
    (page,) = pages(write(tmp_path / "c.txt.gz", gzip.compress(b" " * 3_000_000)), limit=10_000)
    assert page.source.reason == "is longer than 10,000 bytes unpacked (gzip); leave it out or raise --max-size"


def test_damaged_gzip_is_told(tmp_path):
    (page,) = pages(write(tmp_path / "c.jsonl.gz", b"not gzip"))
    assert page.source.reason.startswith("the gzip data is damaged after 0 bytes")


def test_an_unknown_encoding_is_told(tmp_path):
    with pytest.raises(InputError, match="klingon"):
        pages(write(tmp_path / "a.txt", "a"), encoding="klingon")


def test_a_file_of_another_place(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://c.jsonl", "wb") as file:
        file.write(b'{"text": "a"}\n')
    (page,) = read(Input("memory://c.jsonl", "c.jsonl"))
    assert page.text == "a"


@settings(deadline=None)
@given(st.lists(st.text(SURROGATES)), st.sampled_from(["", ".gz"]))
def test_every_text_comes_back(tmp_path_factory, texts, packing):
    data = b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)
    path = tmp_path_factory.mktemp("rows") / f"c.jsonl{packing}"
    write(path, gzip.compress(data) if packing else data)
    found = pages(path)
    assert [page.text for page in found] == texts
    assert len({page.name for page in found}) == len(texts)
    cleaner = pipeline(Fake(lambda doc: []))
    for page, text in zip(found, texts, strict=True):
        records = [Record.from_json(record.to_json()) for record in cleaner.run(page)]
        assert rebuild(records) == text.encode()


def test_a_run_accounts_for_every_row(command, tmp_path):
    write(
        tmp_path / "c.jsonl",
        '{"text": "\u4f1a\u8bae\u6307\u51fa,\u8981\u7b97\u7ec6\u8d26\u3002"}\n{\n{"text": "\u597d\u3002"}\n',
    )
    result = command("run", tmp_path / "c.jsonl", "-o", tmp_path / "out.jsonl")
    assert result.code == 1
    assert "c.jsonl:2" in result.err
    assert "3 pages read" in result.err
    rows = [json.loads(line) for _, line in written_lines(str(tmp_path / "out.jsonl"))]
    assert [row["id"] for row in rows] == ["c.jsonl/1#0", "c.jsonl/3#0", "c.jsonl/2~rejected#0"]
    assert rows[1]["provenance"]["source"]["line"] == 3
    assert command("restore", tmp_path / "out.jsonl", "-o", tmp_path / "back").code == 0
    assert (tmp_path / "back" / "c.jsonl" / "3").read_text("utf-8") == "\u597d\u3002"


def test_what_is_favored_is_heard(command, tmp_path):
    prose = "\uff0c要把产业链做实做强做大\u3002"
    page = f"<html><body><div>{ZHONG}{prose}</div></body></html>"
    write(tmp_path / "a.html", page)
    for favor in ("balanced", "precision", "recall"):
        assert command("run", tmp_path / "a.html", "-o", tmp_path / "out", "--favor", favor).code == 0
    assert command("run", tmp_path / "a.html", "-o", tmp_path / "out", "--favor", "speed").code == 2


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a.html
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/a.html

<p>=E4=BC=9A=E8=AE=AE=E6=\r
=8C=87=E5=87=BA</p>
------b
Content-Type: text/css
Content-Location: https://example.org/a.css

p {{}}
------b--
""".replace("\r\n", "\n").replace("{{}}", "{}")


def test_a_page_that_a_browser_saved(tmp_path):
    (page,) = pages(write(tmp_path / "a.mhtml", MHTML))
    assert page.text.strip() == "<p>会议指出</p>"
    assert (page.name, page.source.url) == ("a.mhtml/page.html", "https://example.org/a.html")
    assert page.source.media_type == "text/html"
    records = pipeline(Fake(lambda doc: [])).run(page)
    assert rebuild(records).decode() == page.text


@pytest.mark.parametrize("data", ["", "no message", MHTML.replace("text/html\nContent-T", "text/plain\nContent-T")])
def test_a_message_without_a_page_is_rejected(tmp_path, data):
    (page,) = pages(write(tmp_path / "a.mht", data))
    assert page.source.sha256 is None
    assert page.source.reason == "no part of it is HTML; is it a page that a browser saved?"


def test_a_message_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path):
    (page,) = pages(write(tmp_path / "a.mhtml", MHTML[: MHTML.index("=8C")]))
    assert page.text.startswith("<p>会议")
