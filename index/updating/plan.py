"""What an update has to do: the files under the roots held against those in the store."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import CorpusError
from index.readers import SUFFIXES
from index.records import FileProblem
from index.store.changes import FileRow
from index.store.reading import KnownFile
from index.updating.roots import ScannedFile, content_hash, scan_root


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file that is new or whose content changed; ``known`` is what the index has of it."""

    path: Path
    row: FileRow
    known: KnownFile | None


@dataclass(slots=True)
class Plan:
    """The difference between folders and index, by file."""

    roots: tuple[str, ...] = ()
    """Roots that become known."""
    chosen: tuple[str, ...] = ()
    """All roots that this plan is about."""
    read: list[FileToRead] = field(default_factory=list)
    moved: list[tuple[KnownFile, FileRow]] = field(default_factory=list)
    touched: list[tuple[KnownFile, FileRow]] = field(default_factory=list)
    gone: list[KnownFile] = field(default_factory=list)
    unchanged: int = 0
    """Articles in files that need nothing."""
    problems: list[FileProblem] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    """Files of formats that can't be read, by suffix."""

    def __bool__(self) -> bool:
        return bool(self.read or self.moved or self.touched or self.gone)


def plan_update(
    paths: Sequence[Path],
    known_roots: Sequence[str],
    files: Sequence[KnownFile],
    *,
    prune: bool = False,
    excluded: frozenset[str] = frozenset(),
    again: frozenset[str] = frozenset(),
) -> Plan:
    """Compare the roots at ``paths`` (all known ones if empty) with the index.

    A path inside a known root stands for that root; a root inside a new one keeps its own files.
    ``excluded`` holds paths that the user took out, ``again`` roots of which every file is read
    again. Raises CorpusError for a new root that is missing or holds nothing; a known root in that
    state removes nothing unless ``prune`` is given.
    """
    chosen = chosen_roots(paths, known_roots)
    names = tuple(map(str, chosen))
    plan = Plan(tuple(name for name in names if name not in known_roots), names)
    by_root: dict[str, dict[str, KnownFile]] = {}
    for known in files:
        by_root.setdefault(known.row.root, {})[known.row.relative] = known
    for root in chosen:
        left_out = [*excluded, *(other for other in known_roots if other != str(root))]
        _compare(
            plan,
            root,
            left_out,
            by_root.get(str(root), {}),
            prune=prune,
            rebuild=str(root) in again,
        )
    _find_moved(plan)
    return plan


def chosen_roots(paths: Sequence[Path], known_roots: Sequence[str]) -> list[Path]:
    """Return the roots that these paths stand for; CorpusError for a new one that is missing."""
    if not paths:
        return [Path(root) for root in known_roots]
    chosen: dict[Path, None] = {}
    for path in paths:
        holders = [Path(r) for r in known_roots if path == Path(r) or Path(r) in path.parents]
        # Of nested roots the outermost one owns the file.
        root = min(holders, key=lambda holder: len(holder.parts)) if holders else path
        if root == path and str(path) not in known_roots and not path.exists():
            raise CorpusError(f"There is no file or folder {path}. Check the path.")
        chosen[root] = None
    return list(chosen)


def _compare(
    plan: Plan,
    root: Path,
    left_out: Iterable[str],
    known: dict[str, KnownFile],
    *,
    prune: bool,
    rebuild: bool,
) -> None:
    scanned = scan_root(root)
    plan.problems.extend(scanned.problems)
    plan.passed_over.update(scanned.passed_over)
    # A root inside this one keeps its own files; what the user took out stays out.
    nested = [Path(other) for other in left_out if root in Path(other).parents]
    found = {
        file.relative: file
        for file in scanned.files
        if not any(file.path == other or other in file.path.parents for other in nested)
    }
    if not found and not _may_be_empty(plan, root, known, prune=prune):
        plan.unchanged += sum(len(file.articles) for file in known.values())
        return
    broken = {problem.path for problem in scanned.problems}
    for relative, file in found.items():
        _compare_file(plan, root, file, known.get(relative), rebuild=rebuild)
    for relative, row in known.items():
        # What can't be read at this moment is not gone.
        if relative not in found and not _under(root / relative, broken):
            plan.gone.append(row)


def _under(path: Path, broken: set[str]) -> bool:
    return str(path) in broken or any(str(parent) in broken for parent in path.parents)


def _may_be_empty(plan: Plan, root: Path, known: dict[str, KnownFile], *, prune: bool) -> bool:
    """Tell whether an empty root is to be believed; a new one is the user's mistake."""
    exists = root.exists()
    if not known:
        if str(root) in plan.roots and not plan.problems:
            raise CorpusError(
                f"{root} holds no articles ({', '.join(SUFFIXES)}). "
                "Put some there or name another folder."
            )
        return True
    if prune:
        return True
    state = "is empty" if exists else "is missing"
    plan.problems.append(
        FileProblem(
            str(root),
            "root_empty" if exists else "root_missing",
            f"{root} {state}; its articles stay in the index. "
            "Add --prune to take them out, or bring the folder back.",
        )
    )
    return False


def _compare_file(
    plan: Plan, root: Path, file: ScannedFile, known: KnownFile | None, *, rebuild: bool
) -> None:
    before = None if known is None else known.row
    if (
        before is not None
        and known is not None
        and not rebuild
        and (before.size, before.mtime_ns) == (file.size, file.mtime_ns)
    ):
        plan.unchanged += len(known.articles)
        return
    try:
        digest = content_hash(file.path)
    except OSError as error:
        message = f"{file.path} can't be read ({error.strerror}). Check its permissions."
        plan.problems.append(FileProblem(str(file.path), "unreadable", message))
        return
    number = 0 if before is None else before.file
    row = FileRow(str(root), file.relative, file.size, file.mtime_ns, digest, number)
    if before is not None and known is not None and before.hash == digest and not rebuild:
        plan.unchanged += len(known.articles)
        plan.touched.append((known, row))
        return
    plan.read.append(FileToRead(file.path, row, known))


def _find_moved(plan: Plan) -> None:
    """The same content under a new name keeps its articles, and so their ids."""
    gone = {known.row.hash: known for known in plan.gone}
    for new in list(plan.read):
        known = gone.pop(new.row.hash, None) if new.known is None else None
        if known is None:
            continue
        plan.read.remove(new)
        plan.gone.remove(known)
        plan.moved.append((known, new.row))
        plan.unchanged += len(known.articles)
