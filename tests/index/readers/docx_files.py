"""Small Word files, written by hand."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, style: str = "") -> str:
    """One paragraph's XML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(body: str, facts: Mapping[str, str] | None = None, *, head: str = "") -> bytes:
    """A container with this body; ``head`` stands before the document's first element."""
    document = f'{head}<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    core = "".join(f"<x:{name}>{escape(value)}</x:{name}>" for name, value in (facts or {}).items())
    parts = {
        "word/document.xml": document,
        "docProps/core.xml": f'<x:coreProperties xmlns:x="urn:x">{core}</x:coreProperties>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
