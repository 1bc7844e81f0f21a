"""Calls in child processes: results, errors, limits, and that nothing hangs."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.process.offload import ChildDiedError, Offload, OverloadedError, TookTooLongError

HEAVY = ("tensorflow", "rasa", "aiohttp", "sqlalchemy", "spacy")


class TwoTexts(Exception):
    """An error that cannot be pickled: it is made of two texts and tells one."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other


def add(one: int, other: int) -> int:
    return one + other


def fail(text: str) -> None:
    raise LookupError(text)


def fail_oddly() -> None:
    raise TwoTexts("a", "b")


def nothing_to_send() -> object:
    return lambda: None


def loaded() -> list[str]:
    return sorted(sys.modules)


def number() -> int:
    return os.getpid()


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def leave() -> None:
    os._exit(3)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def grow() -> int:
    return len(bytes(64 * 2**30))


def speak() -> str:
    print("This must not get between the results.", flush=True)
    os.write(1, b"nor this")
    return "said"


def echo(content: bytes) -> bytes:
    return content


@pytest.fixture
async def offload() -> AsyncIterator[Offload]:
    made = Offload(children=1, most_waiting=2)
    yield made
    await made.close()


async def test_a_result_comes_back_and_the_child_is_kept(offload: Offload) -> None:
    assert await offload.run(add, 2, 3) == 5
    assert await offload.run(number) == await offload.run(number) != os.getpid()


async def test_what_the_function_raises_is_raised_and_the_child_is_kept(offload: Offload) -> None:
    before = await offload.run(number)
    with pytest.raises(LookupError, match="Grabow"):
        await offload.run(fail, "Grabow")
    with pytest.raises(RuntimeError, match="TwoTexts"):
        await offload.run(fail_oddly)
    with pytest.raises(Exception, match="lambda"):
        await offload.run(nothing_to_send)
    assert await offload.run(number) == before


async def test_nothing_of_the_server_is_loaded_in_the_child(offload: Offload) -> None:
    from assistant.profile.own_data.reading import read_text

    await offload.run(read_text, "population", "0-17: 1, 18+: 2", 2023)
    modules = await offload.run(loaded)
    assert "assistant.profile.own_data.reading" in modules
    assert not {name.partition(".")[0] for name in modules} & set(HEAVY)


@pytest.mark.parametrize("function", [leave, crash, grow])
async def test_a_child_that_dies_is_an_error_and_is_replaced(
    offload: Offload, function: object
) -> None:
    with pytest.raises(ChildDiedError):
        await asyncio.wait_for(offload.run(function), 10)  # type: ignore[arg-type]
    assert await offload.run(add, 1, 1) == 2


async def test_a_child_that_died_while_idle_is_replaced_unnoticed(offload: Offload) -> None:
    os.kill(await offload.run(number), signal.SIGKILL)
    await asyncio.sleep(0.2)
    assert await offload.run(add, 1, 1) == 2


async def test_what_takes_too_long_is_killed(offload: Offload) -> None:
    before = await offload.run(number)
    started = time.monotonic()
    with pytest.raises(TookTooLongError):
        await offload.run(sleep, 60, timeout=0.3)
    assert time.monotonic() - started < 5
    assert not Path(f"/proc/{before}").exists()
    assert await offload.run(add, 1, 1) == 2


async def test_a_caller_who_goes_away_leaves_no_answer_to_the_next(offload: Offload) -> None:
    call = asyncio.create_task(offload.run(sleep, 60))
    await asyncio.sleep(0.3)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await offload.run(add, 1, 1) == 2


async def test_calls_wait_for_their_turn_and_too_many_are_refused(offload: Offload) -> None:
    calls = [asyncio.create_task(offload.run(sleep, 0.3)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(OverloadedError):
        await offload.run(add, 1, 1)
    assert len(set(await asyncio.gather(*calls))) == 1, "one child, one after the other"
    assert await offload.run(add, 1, 1) == 2


async def test_what_a_library_prints_does_no_harm(offload: Offload) -> None:
    assert await offload.run(speak) == "said"
    assert await offload.run(add, 1, 1) == 2


async def test_large_contents_pass_both_ways(offload: Offload) -> None:
    content = os.urandom(8 * 2**20)
    assert await offload.run(echo, content) == content


async def test_closing_ends_every_child_whatever_it_does() -> None:
    offload = Offload(children=2)
    idle = await offload.run(number)
    busy = asyncio.create_task(offload.run(sleep, 60, timeout=300))
    other = await offload.run(number)
    await offload.close()
    with pytest.raises(ChildDiedError):
        await busy
    for child in (idle, other):
        assert not Path(f"/proc/{child}").exists()


async def test_one_with_many_calls_does_not_starve_the_others() -> None:
    offload = Offload(children=1, most_waiting=6)
    done: list[str] = []

    async def ask(whose: str, name: str) -> None:
        await offload.run(add, 1, 1, whose=whose)
        done.append(name)

    try:
        running = asyncio.create_task(offload.run(sleep, 0.2, whose="many"))
        await asyncio.sleep(0)
        many = [asyncio.create_task(ask("many", f"many {n}")) for n in range(6)]
        await asyncio.sleep(0)
        one = asyncio.create_task(ask("one", "one"))
        await asyncio.gather(running, one, *many, return_exceptions=True)
    finally:
        await offload.close()
    assert isinstance(many[-1].exception(), OverloadedError), "the last of the many gave way"
    assert done.index("one") <= 1, done
    assert done[-1] == "many 4"


async def test_a_caller_who_goes_away_while_waiting_leaves_her_turn_to_the_next() -> None:
    offload = Offload(children=1, most_waiting=4)
    try:
        running = asyncio.create_task(offload.run(sleep, 0.2))
        await asyncio.sleep(0)
        leaving = asyncio.create_task(offload.run(add, 1, 1, whose="a"))
        staying = asyncio.create_task(offload.run(add, 2, 2, whose="b"))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == 4
        await running
        assert await offload.run(add, 3, 3) == 6
    finally:
        await offload.close()
