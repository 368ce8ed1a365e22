"""The embedders: the offline one, and the endpoint's against a real server on loopback."""

import json
import math
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from report_assistant.errors import EmbedderUnavailable
from report_assistant.retrieval.embedder import EndpointEmbedder, HashEmbedder, make_embedder
from report_assistant.settings import Endpoint, Settings


def likeness(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_hashed_vectors_have_length_one_and_follow_the_writing():
    asked, like, unlike, empty = HashEmbedder().embed(["信息处理费", "收取信息处理费情况", "规章立改废", "……"])
    assert len(asked) == HashEmbedder().dimension
    assert math.isclose(likeness(asked, asked), 1.0)
    assert likeness(asked, like) > 0.5
    assert likeness(asked, unlike) < 0.2
    assert not any(empty)


def test_hashed_vectors_are_the_same_in_another_process():
    code = "from report_assistant.retrieval.embedder import HashEmbedder as H; print(H(8).embed(['年度报告 GB 9704']))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == str(HashEmbedder(8).embed(["年度报告 GB 9704"]))


def test_another_shape_has_another_name():
    assert len({HashEmbedder().name, HashEmbedder(512).name, HashEmbedder(longest=2).name}) == 3


def test_the_settings_choose():
    assert isinstance(make_embedder(Settings()), HashEmbedder)
    chosen = make_embedder(Settings(embed=Endpoint("http://127.0.0.1:9/v1", "bge")))
    assert (type(chosen), chosen.name) == (EndpointEmbedder, "bge")


class Service:
    """A scripted `/embeddings`: `answers` are given out in turn, then real vectors."""

    def __init__(self):
        self.asked, self.keys, self.answers, self.wait = [], [], [], threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append((self.path, body))
                service.keys.append(self.headers["Authorization"])
                status, answer = service.answers.pop(0) if service.answers else (200, service.vectors(body["input"]))
                if status == "hang":
                    service.wait.wait(5)
                    return
                written = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"

    @staticmethod
    def vectors(texts):
        rows = [{"index": i, "embedding": [float(len(text)), 1.0, 0.5]} for i, text in enumerate(texts)]
        return {"object": "list", "data": rows[::-1]}

    def close(self):
        self.wait.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service():
    service = Service()
    yield service
    service.close()


def embedder(service, **how):
    return EndpointEmbedder(Endpoint(service.url, "bge-m3", "secret"), **{"timeout_s": 3.0, "retries": 0} | how)


def test_texts_are_asked_for_in_small_batches_and_kept_in_order(service):
    found = embedder(service).embed(["字" * n for n in range(1, 24)])
    assert [vector[0] for vector in found] == list(range(1, 24))
    assert [len(body["input"]) for _, body in service.asked] == [10, 10, 3]
    assert {(path, body["model"], body["encoding_format"]) for path, body in service.asked} == {
        ("/v1/embeddings", "bge-m3", "float")
    }
    assert set(service.keys) == {"Bearer secret"}


def test_the_dimension_is_asked_for_once(service):
    asked = embedder(service)
    assert (asked.dimension, asked.dimension, len(service.asked)) == (3, 3, 1)


def test_a_passing_failure_is_tried_again(service):
    service.answers = [(500, {"error": "busy"})]
    assert embedder(service, retries=1).embed(["年报"]) == [[2.0, 1.0, 0.5]]
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    ("status", "told", "retry"),
    [
        (401, "密钥不被接受", False),
        (403, "没有使用该模型的权限", False),
        (404, "没有这个地址或模型“bge-m3”", False),
        (422, "请求被拒绝", False),
        (429, "过于频繁", True),
        (503, "服务出错", True),
    ],
)
def test_a_refusal_is_told_by_its_kind(service, status, told, retry):
    service.answers = [(status, {"error": {"message": "no"}})]
    with pytest.raises(EmbedderUnavailable, match=told) as raised:
        embedder(service).embed(["年报"])
    assert raised.value.retry is retry
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


NONSENSE = [
    b"<html>gateway</html>",
    b"",
    [],
    {"data": []},
    {"data": [{"index": 0, "embedding": []}]},
    {"data": [{"index": 0, "embedding": ["one"]}]},
    {"data": [{"index": 0, "embedding": [0.0, 0.0]}]},
    {"data": [{"index": 0, "embedding": [1.0, float("nan")]}]},
    {"data": [{"index": 1, "embedding": [1.0]}]},
    {"data": [{"embedding": [1.0]}]},
    {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0]}]},
]


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_is_told(service, answer):
    service.answers = [(200, answer)]
    with pytest.raises(EmbedderUnavailable, match="不是可用的向量"):
        embedder(service).embed(["年报"])


def test_vectors_of_another_length_are_nonsense(service):
    asked = embedder(service)
    asked.embed(["年报"])
    service.answers = [(200, {"data": [{"index": 0, "embedding": [1.0, 2.0]}]})]
    with pytest.raises(EmbedderUnavailable, match="不是可用的向量"):
        asked.embed(["年报"])


def test_a_service_that_does_not_answer_is_told(service):
    service.answers = [("hang", None)]
    with pytest.raises(EmbedderUnavailable, match="超过时限") as raised:
        embedder(service, timeout_s=0.2).embed(["年报"])
    assert raised.value.retry


def test_a_service_that_is_down_is_told():
    service = Service()
    service.close()
    with pytest.raises(EmbedderUnavailable, match="连接不上") as raised:
        embedder(service).embed(["年报"])
    assert raised.value.retry
