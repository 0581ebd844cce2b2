"""Answers of HTTP/1.1, whole, in pieces and odd."""

import pytest

from bot.http_answer import HEAD_LIMIT, Answer, OddAnswerError, TooLongError

SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhalo!"
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3\r\nhal\r\n2;a=b\r\no!\r\n0\r\nTrailer: x\r\n\r\n"
)
INTERIM = b"HTTP/1.1 100 Continue\r\n\r\n" + SIZED


@pytest.mark.parametrize("said", [SIZED, CHUNKED, INTERIM])
@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_an_answer_is_whole_however_it_is_cut(said: bytes, size: int):
    answer = Answer(100)
    pieces = [said[at : at + size] for at in range(0, len(said), size)]
    assert [answer.feed(piece) for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert (answer.status, bytes(answer.body), answer.kept) == (200, b"halo!", True)


def test_an_answer_without_a_length_ends_with_its_connection():
    answer = Answer(100)
    assert not answer.feed(b"HTTP/1.1 502 Bad Gateway\r\n\r\nsor")
    assert not answer.feed(b"ry")
    assert answer.end()
    assert (answer.status, bytes(answer.body), answer.kept) == (502, b"sorry", False)


@pytest.mark.parametrize("said", [SIZED[:-1], CHUNKED[:-1], SIZED[:10], b""])
def test_an_answer_that_is_cut_off_is_not_whole(said: bytes):
    answer = Answer(100)
    assert not answer.feed(said)
    assert not answer.end()


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        SIZED + b"more than was promised",
        CHUNKED + b"more than was promised",
    ],
)
def test_a_connection_that_ends_or_is_out_of_step_is_not_kept(said: bytes):
    answer = Answer(100)
    assert answer.feed(said)
    assert not answer.kept


def test_no_content_has_no_body():
    answer = Answer(100)
    assert answer.feed(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert answer.kept


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        b"x" * (HEAD_LIMIT + 1),
    ],
)
def test_what_is_no_answer_is_refused(said: bytes):
    with pytest.raises(OddAnswerError):
        Answer(100).feed(said)


@pytest.mark.parametrize("said", [SIZED, CHUNKED, b"HTTP/1.1 200 OK\r\n\r\nhalo!"])
def test_an_answer_longer_than_allowed_is_refused(said: bytes):
    with pytest.raises(TooLongError):
        Answer(4).feed(said)
