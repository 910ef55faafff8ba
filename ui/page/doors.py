"""What a request passes between who may come in and Gradio."""

from starlette.middleware import Middleware

from ui.page.attendance import AttendanceDoor
from ui.page.corpus.door import UploadDoor
from ui.page.parts import Parts
from ui.page.stopping import StopDoor


def inner_doors(parts: Parts) -> list[Middleware]:
    """Return the doors that a page of these parts needs, the outermost first."""
    doors = [
        Middleware(StopDoor, stop=parts.asking.stop),
        Middleware(AttendanceDoor, attendance=parts.attendance),
    ]
    if parts.adder is not None:
        doors.append(Middleware(UploadDoor, staging=parts.adder.staging))
    return doors
