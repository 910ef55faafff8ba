from ui.page.access.attempts import SECONDS, Attempts


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_after_so_many_attempts_one_has_to_wait_and_then_may_go_on() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    limits = [("user ilse", 3), ("address 1", 5)]
    assert [attempts.begin(limits) for _ in range(3)] == [0, 0, 0]
    clock.now += 60
    assert attempts.begin(limits) == SECONDS - 60
    clock.now += SECONDS
    assert attempts.begin(limits) == 0


def test_who_waits_does_not_wait_longer_for_trying() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin([("user ilse", 1)]) for _ in range(50)]
    assert waits == [0, *[SECONDS] * 49]


def test_one_address_has_no_more_by_naming_many_users() -> None:
    attempts = Attempts(Clock())
    waits = [attempts.begin([(f"user {n}", 3), ("address 1", 5)]) for n in range(6)]
    assert waits == [0, 0, 0, 0, 0, SECONDS]


def test_another_address_is_not_held_up() -> None:
    attempts = Attempts(Clock())
    attempts.begin([("address 1", 1)])
    assert attempts.begin([("address 2", 1)]) == 0


def test_success_forgets_the_failures() -> None:
    attempts = Attempts(Clock())
    attempts.begin([("user ilse", 1)])
    attempts.succeeded(["user ilse"])
    assert attempts.begin([("user ilse", 1)]) == 0


def test_endless_names_do_not_fill_the_memory() -> None:
    attempts = Attempts(Clock())
    for number in range(12_000):
        attempts.begin([(f"user {number}", 1)])
    assert len(attempts._failed) == 10_000
