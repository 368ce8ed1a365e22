"""Embedders: words into vectors, offline by hashing or through an OpenAI-compatible endpoint.

The name of an embedder is written into every index it fills; whatever changes its vectors changes its
name. `openai` is imported at the first call, so that a library without an endpoint never loads it.
"""

import json
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from report_assistant.errors import EmbedderUnavailable
from report_assistant.retrieval.lexical import runs
from report_assistant.settings import Endpoint, Settings

if TYPE_CHECKING:
    from openai import OpenAI

_BATCH = 10  # the smallest limit known among the compatible services: ten texts a request
_REMEDY = "请检查 REPORT_ASSISTANT_EMBED_* 设置和该服务，或删去这些设置改用离线检索"


class Embedder(Protocol):
    """What fills an index."""

    @property
    def name(self) -> str:
        """Which vectors these are; another name, other vectors."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, in order; a text without any word or sign of writing gives zeros.

        Raises: EmbedderUnavailable where the endpoint gives no usable answer.
        """


def make_embedder(settings: Settings) -> Embedder:
    """The embedder the settings ask for: the endpoint's where one is set, else the offline one."""
    return HashEmbedder() if settings.embed is None else EndpointEmbedder(settings.embed)


class HashEmbedder:
    """Hashed character n-grams: alike in writing, not in meaning. The same words give the same vector anywhere."""

    def __init__(self, dimension: int = 2048, longest: int = 3) -> None:
        self.dimension = dimension
        self.longest = longest
        self.name = f"hash-1-{longest}gram-{dimension}@1"

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector a text."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> list[float]:
        counts: dict[str, int] = {}
        for gram in self._grams(text):
            counts[gram] = counts.get(gram, 0) + 1
        vector = [0.0] * self.dimension
        for gram, count in counts.items():
            place = crc32(gram.encode("utf-8"))
            # The sign lets two n-grams that fall on one place cancel out on average, not add up.
            sign = 1.0 if place & 0x8000_0000 else -1.0
            vector[place % self.dimension] += sign * (1.0 + math.log(count))
        length = math.sqrt(sum(number * number for number in vector))
        return [number / length for number in vector] if length else vector

    def _grams(self, text: str) -> Iterator[str]:
        for run in runs(text):
            for size in range(1, self.longest + 1):
                for start in range(len(run) - size + 1):
                    yield run[start : start + size]


class EndpointEmbedder:
    """An OpenAI-compatible `/embeddings` service."""

    def __init__(self, endpoint: Endpoint, *, timeout_s: float = 60.0, retries: int = 2) -> None:
        self.name = endpoint.model
        self._endpoint = endpoint
        self._timeout_s, self._retries = timeout_s, retries
        self._client: OpenAI | None = None
        self._dimension = 0

    @property
    def dimension(self) -> int:
        """How many numbers a vector has; asks the service once where nothing was embedded yet."""
        if not self._dimension:
            self.embed(["年度报告"])
        return self._dimension

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, asked for in small batches."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            vectors.extend(self._ask(texts[start : start + _BATCH]))
        return vectors

    def _ask(self, texts: Sequence[str]) -> list[list[float]]:
        import openai

        try:
            # The raw answer: the client's own parser lets nonsense through as a plain string.
            answer = self._open().embeddings.with_raw_response.create(
                model=self._endpoint.model, input=list(texts), encoding_format="float"
            )
        except openai.OpenAIError as error:
            raise _told(error, self._endpoint) from error
        vectors = _read_vectors(answer.http_response.text, len(texts))
        if vectors is None or len({len(vector) for vector in vectors} | {self._dimension or len(vectors[0])}) > 1:
            raise EmbedderUnavailable(
                "返回的不是可用的向量", where=f"向量接口 {self._endpoint.base_url}", remedy=_REMEDY
            )
        self._dimension = len(vectors[0])
        return vectors

    def _open(self) -> "OpenAI":
        if self._client is None:
            from openai import OpenAI

            if not self._endpoint.api_key.isascii():
                raise EmbedderUnavailable(
                    "密钥里有不能使用的字符", where="设置 REPORT_ASSISTANT_EMBED_API_KEY", remedy="请重新填写"
                )

            self._client = OpenAI(
                base_url=self._endpoint.base_url,
                api_key=self._endpoint.api_key or "none",
                timeout=self._timeout_s,
                max_retries=self._retries,
            )
        return self._client


def _read_vectors(body: str, count: int) -> list[list[float]] | None:
    """The vectors of an answer in the order asked for; None where it is no such answer."""
    try:
        answer = json.loads(body)
        rows = sorted(answer["data"], key=lambda row: row["index"])
        vectors = [[float(number) for number in row["embedding"]] for row in rows]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    numbered = [row["index"] for row in rows] == list(range(count))
    sound = all(vector and all(map(math.isfinite, vector)) and any(vector) for vector in vectors)
    return vectors if numbered and sound and vectors else None


def _told(error: Exception, endpoint: Endpoint) -> EmbedderUnavailable:
    """The client's trouble as ours, by its type; the first type that fits names it."""
    import openai

    troubles: tuple[tuple[type[Exception], str, bool], ...] = (
        (openai.APITimeoutError, "超过时限没有回答", True),
        (openai.APIConnectionError, "连接不上", True),
        (openai.AuthenticationError, "密钥不被接受", False),
        (openai.PermissionDeniedError, "密钥没有使用该模型的权限", False),
        (openai.NotFoundError, f"没有这个地址或模型“{endpoint.model}”", False),
        (openai.RateLimitError, "请求过于频繁或额度已用完", True),
        (openai.InternalServerError, "服务出错", True),
        (openai.APIStatusError, "请求被拒绝", False),
    )
    fitting = [(what, retry) for kind, what, retry in troubles if isinstance(error, kind)]
    what, retry = fitting[0] if fitting else ("答复无法识别", False)
    return EmbedderUnavailable(what, where=f"向量接口 {endpoint.base_url}", remedy=_REMEDY, retry=retry)
