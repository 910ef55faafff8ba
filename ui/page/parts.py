"""What the page is made of, put together before it is built."""

from dataclasses import dataclass, field

from ui.page.asking import Asking
from ui.page.attendance import Attendance
from ui.page.corpus.adding import Adder
from ui.page.corpus.shown import Shown
from ui.page.feedback import Feedback
from ui.page.greeting import Greeting
from ui.page.programs import Programs
from ui.page.reader import Reader


@dataclass(frozen=True, slots=True)
class Parts:
    """All that the tabs and endpoints lead to."""

    asking: Asking
    reader: Reader
    programs: Programs
    feedback: Feedback
    greeting: Greeting
    shown: Shown
    adder: Adder | None
    """Without it there is nothing on the page that adds or removes."""
    attendance: Attendance = field(default_factory=Attendance)
    guarded: bool = False
    """Whether the page asks for a password, so that one can log out."""
    alone: bool = False
    """Whether nothing can leave this machine, which the page then says."""
