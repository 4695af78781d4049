"""Answers that are made one at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

from tests.conftest import Collection
from webapp import create_app
from webapp.context import ROW
from webapp.serving.inrow import InRow


def test_who_waits_comes_in_one_at_a_time_in_the_order_in_which_they_came() -> None:
    row, inside, done = InRow(alone=60), list[int](), list[int]()

    def enter(number: int) -> None:
        with row.turn():
            assert not inside
            inside.append(number)
            done.append(inside.pop())

    with ThreadPoolExecutor(5) as threads, row.turn():
        entered = []
        for number in range(5):
            entered.append(threads.submit(enter, number))
            while len(row) <= number:
                sleep(0.001)
    assert [one.result() for one in entered] == [None] * 5
    assert done == [0, 1, 2, 3, 4]


def test_dear_questions_keep_a_cheap_one_waiting_no_longer_than_their_while() -> None:
    row, answered = InRow(alone=0.01), Event()

    def dear() -> bool:
        with row.turn():
            return answered.wait(60)

    def cheap() -> None:
        with row.turn():
            answered.set()

    with ThreadPoolExecutor(8) as threads:
        slow = [threads.submit(dear) for _ in range(7)]
        threads.submit(cheap)
    assert all(one.result() for one in slow)
    assert len(row) == 0


def test_an_answer_that_fails_lets_the_next_in(filled: Collection) -> None:
    app = create_app(filled.settings)
    client = app.test_client()
    filled.index.rename(filled.index.with_name("away"))
    assert client.get("/soeg?q=makker").status_code == 503
    assert len(app.extensions[ROW]) == 0
    filled.index.with_name("away").rename(filled.index)
    assert client.get("/soeg?q=makker").status_code == 200
