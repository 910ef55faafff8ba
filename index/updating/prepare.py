"""From planned files to the articles that change: read, clean, name, compare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.cleaning import clean
from index.errors import CorpusError
from index.readers import FOREIGN, reader_for
from index.readers.worker import ReadingProcess
from index.records import Article, FileProblem, RawArticle, ReadResult
from index.store.changes import article_hash
from index.updating.naming import article_slug, own_id
from index.updating.plan import FileToRead


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """What reading one file says must change; ``dropped`` holds changed articles' ids too."""

    file: FileToRead
    added: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    dropped: tuple[str, ...] = ()
    unchanged: int = 0
    problems: tuple[FileProblem, ...] = ()
    readable: bool = True

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles to embed and keep."""
        return (*self.added, *self.changed)


def prepare(
    files: Sequence[FileToRead],
    owners: Mapping[str, str],
    excluded: frozenset[str],
    *,
    rebuild: bool = False,
    as_is: frozenset[str] = frozenset(),
    readmit: frozenset[str] = frozenset(),
) -> Iterator[PreparedFile]:
    """Read the files one by one; a broken file is a problem of its own and stops nothing.

    ``owners`` maps the ids of articles in files that are not read now to those files' paths. An id
    that two files claim goes to the first; the second claim is a problem that names both. Files of
    the roots in ``as_is`` are not cleaned. ``excluded`` does not hold for files in ``readmit``.
    """
    claimed = dict(owners)
    with ReadingProcess() as process:
        for file in files:
            try:
                result = _read(file.path, process)
            except CorpusError as error:
                yield _unreadable(file, error.code, str(error))
                continue
            except OSError as error:
                message = f"{file.path} can't be read ({error.strerror}). Check its permissions."
                yield _unreadable(file, "unreadable", message)
                continue
            problems = list(result.problems)
            articles = _named(file, result.articles, problems, as_is=file.row.root in as_is)
            out = frozenset[str]() if str(file.path) in readmit else excluded
            kept = [
                article
                for article in articles
                if article.article_id not in out and _claim(article, claimed, problems)
            ]
            yield _compared(file, kept, problems, rebuild=rebuild)


def _read(path: Path, process: ReadingProcess) -> ReadResult:
    if path.suffix.lower() in FOREIGN:
        return process.read(path)
    return reader_for(path).read(path)


def _unreadable(file: FileToRead, code: str, message: str) -> PreparedFile:
    before = 0 if file.known is None else len(file.known.articles)
    # What was there stays until the file can be read again: nothing is lost to a bad moment.
    stays = f" Its {before} article(s) stay as they were." if before else ""
    problem = FileProblem(str(file.path), code, message + stays)
    return PreparedFile(file, unchanged=before, problems=(problem,), readable=False)


def _named(
    file: FileToRead,
    found: Sequence[RawArticle],
    problems: list[FileProblem],
    *,
    as_is: bool,
) -> list[Article]:
    articles: list[Article] = []
    for number, raw in enumerate(found, start=1):
        try:
            own = None if raw.article_id is None else own_id(raw.article_id)
        except CorpusError as error:
            problems.append(FileProblem(str(file.path), error.code, f"{file.path}: {error}"))
            continue
        name = article_slug(file.row.relative or file.path.name, number) if own is None else own
        article = clean(raw, article_id=name, path=str(file.path), as_is=as_is)
        if article.text:
            articles.append(article)
        else:
            message = f"{file.path}: article {number} has no text. Add some or remove it."
            problems.append(FileProblem(str(file.path), "empty", message))
    return articles


def _claim(article: Article, claimed: dict[str, str], problems: list[FileProblem]) -> bool:
    owner = claimed.get(article.article_id)
    if owner is None:
        claimed[article.article_id] = article.path
        return True
    message = (
        f"The id {article.article_id!r} of an article in {article.path} is already taken by one "
        f"in {owner}. Give one of them another id."
    )
    problems.append(FileProblem(article.path, "duplicate_id", message))
    return False


def _compared(
    file: FileToRead, articles: Sequence[Article], problems: Sequence[FileProblem], *, rebuild: bool
) -> PreparedFile:
    before = {} if file.known is None else file.known.articles
    now = {article.article_id: article for article in articles}
    same = [
        name
        for name, article in now.items()
        if not rebuild and before.get(name) == article_hash(article)
    ]
    changed = tuple(a for name, a in now.items() if name in before and name not in same)
    return PreparedFile(
        file,
        added=tuple(article for name, article in now.items() if name not in before),
        changed=changed,
        dropped=(*(name for name in before if name not in now), *(a.article_id for a in changed)),
        unchanged=len(same),
        problems=tuple(problems),
    )
