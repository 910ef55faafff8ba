"""A seeded generator of files that can't be read, made from the corpus's good ones."""

import os
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.index.readers.docx_files import docx, paragraph
from tests.index.readers.pdf_files import column, pdf

CORPUS = Path(__file__).parents[2] / "corpus"
_TEXTS = (".txt", ".md", ".html", ".jsonl")
_ALL = (*_TEXTS, ".pdf", ".docx", ".eml")
_ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
_DOCTYPE = f'<!DOCTYPE b [<!ENTITY a0 "ha">{_ENTITIES}]>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file as it was made, and the code that its line must have."""

    path: Path
    kind: str
    code: str


class BadFiles:
    """Makes bad files in a folder; the same seed makes the same files."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._kinds: list[tuple[str, Callable[[Path], str], tuple[str, ...]]] = [
            ("truncated", self._truncated, (".pdf", ".docx", ".jsonl")),
            ("renamed binary", self._renamed, _ALL),
            ("scanned", self._scanned, (".pdf",)),
            ("password", self._password, (".pdf", ".docx")),
            ("zip bomb", self._zip_bomb, (".docx",)),
            ("entity bomb", self._entity_bomb, (".docx",)),
            ("NULs", self._nuls, _TEXTS),
            ("wrong encoding", self._wrong_encoding, _TEXTS),
            ("broken line", self._broken_line, (".jsonl",)),
            ("open head", self._open_head, (".md",)),
            ("no words", self._no_words, _ALL),
            ("link loop", self._link_loop, _ALL),
            ("pipe", self._pipe, _ALL),
            ("no mail", self._no_mail, (".eml",)),
            ("other container", self._other_container, (".docx",)),
            ("damaged stream", self._damaged_stream, (".docx",)),
            ("huge line", self._huge_line, _ALL),
        ]
        if os.geteuid():
            self._kinds.append(("unreadable", self._unreadable, _ALL))

    def make(self, count: int) -> Iterator[BadFile]:
        """Make ``count`` files, every kind in turn, one huge line at most for twenty."""
        huge = 0
        for number in range(count):
            kind, make, suffixes = self._kinds[number % len(self._kinds)]
            if kind == "huge line":
                huge += 1
                if huge * 20 > count:
                    kind, make, suffixes = self._kinds[0]
            path = self._folder / f"{number:03}{self._random.choice(suffixes)}"
            yield BadFile(path, kind, make(path))

    def _good(self, suffix: str) -> bytes:
        return self._random.choice(sorted(CORPUS.glob(f"*{suffix}"))).read_bytes()

    def _truncated(self, path: Path) -> str:
        whole = self._good(path.suffix).rstrip()
        # A corpus line of JSON is one article: cut anywhere, it is no JSON.
        path.write_bytes(whole[: int(len(whole) * self._random.uniform(0.1, 0.8))])
        return "corpus"

    def _renamed(self, path: Path) -> str:
        png = b"\x89PNG\r\n\x1a\n" + self._random.randbytes(3000) + bytes(10)
        packed = zlib.compress(self._good(".txt")) + bytes(10)
        other = self._good(".docx" if path.suffix == ".pdf" else ".pdf")
        path.write_bytes(self._random.choice([png, packed, other]))
        return "corpus"

    def _scanned(self, path: Path) -> str:
        path.write_bytes(pdf([[]] * self._random.randint(1, 5)))
        return "no_text"

    def _password(self, path: Path) -> str:
        page = column(50, 700, ["Der Rat tagt."])
        locked = _OLE + "EncryptedPackage".encode("utf-16-le")
        path.write_bytes(pdf([page], password="geheim") if path.suffix == ".pdf" else locked)
        return "password"

    def _zip_bomb(self, path: Path) -> str:
        path.write_bytes(docx(paragraph("a" * self._random.randint(60, 90) * 1_000_000)))
        return "too_large"

    def _entity_bomb(self, path: Path) -> str:
        path.write_bytes(docx("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", head=_DOCTYPE))
        return "corpus"

    def _nuls(self, path: Path) -> str:
        whole = bytearray(self._good(path.suffix))
        for _ in range(self._random.randint(1, 9)):
            whole.insert(self._random.randrange(len(whole)), 0)
        path.write_bytes(whole)
        return "corpus"

    def _wrong_encoding(self, path: Path) -> str:
        text = self._good(path.suffix).decode()
        # UTF-16 that lost a byte; bytes that no encoding of ours has.
        torn = text.encode("utf-16")[:-1]
        alien = text.encode("cp1252", "replace")[:50] + b"\x81\x8d\x8f\x90\x9d" * 9
        path.write_bytes(self._random.choice([torn, alien]))
        return "corpus"

    def _broken_line(self, path: Path) -> str:
        broken = ['{"text": "kaputt', "[1, 2]", '{"title": "ohne Text"}', '{"text": 7}', "{'a': 1}"]
        path.write_text(self._random.choice(broken) + "\n", encoding="utf-8")
        return "corpus"

    def _open_head(self, path: Path) -> str:
        path.write_bytes(self._good(".md").replace(b"\n---\n", b"\n", 1))
        return "corpus"

    def _no_words(self, path: Path) -> str:
        path.write_bytes(b" \n" * self._random.randint(0, 9))
        return "corpus"

    def _link_loop(self, path: Path) -> str:
        path.symlink_to(path)
        return "unreadable"

    def _pipe(self, path: Path) -> str:
        os.mkfifo(path)
        return "unreadable"

    def _no_mail(self, path: Path) -> str:
        path.write_bytes(self._good(self._random.choice((".txt", ".html", ".docx"))))
        return "corpus"

    def _other_container(self, path: Path) -> str:
        path.write_bytes(docx("").replace(b"word/document.xml", b"else/document.xml"))
        return "corpus"

    def _damaged_stream(self, path: Path) -> str:
        whole = bytearray(self._good(".docx"))
        for at in range(400, len(whole) - 1500, 7):
            whole[at] = self._random.randrange(256)
        path.write_bytes(whole)
        return "corpus"

    def _huge_line(self, path: Path) -> str:
        with path.open("wb") as file:
            for _ in range(100):
                file.write(b"wort " * 200_000)
        return "too_large"

    def _unreadable(self, path: Path) -> str:
        path.write_bytes(self._good(path.suffix))
        path.chmod(0)
        return "unreadable"
