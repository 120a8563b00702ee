"""protect: what no other rule may touch, wherever it stands in the file."""

from cleaner.document import Document
from cleaner.edit import Edit
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.sheet import Sheet
from tests.rulebook.rulefile import clean, pack_of

DIGITS = "id: a\nkind: replace\nfind: '\\d+'\nwith: 'N'"
LINES = "id: b\nkind: remove-line\nmatch: {regex: '.*电话.*'}"


def test_a_span():
    assert clean("第3页 共5页", DIGITS, "id: z\nkind: protect\nfind: '第\\d+'") == "第3页 共N页"


def test_a_line():
    protect = "id: z\nkind: protect\nmatch: {equals: ['电话亭']}"
    assert clean("电话亭\n电话1\n电话", LINES, protect) == "电话亭"


def test_a_protected_word_keeps_its_line():
    assert clean("热线电话\n电话", LINES, "id: z\nkind: protect\nfind: '热线'") == "热线电话"


def test_guards_of_another_pack():
    guard = pack_of("id: z\nkind: protect\nfind: '第\\d+'")
    engine = Engine.of(pack_of(DIGITS), [guard])
    assert engine.run(Sheet(Document("第3页 共5页"))) == [Edit(5, 6, "N", "demo/a")]
