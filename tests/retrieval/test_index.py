"""The vector index: a cache that may be damaged, deleted, held or made by another, and loses nothing."""

import random
import shutil
import subprocess
import sys

import pytest

from report_assistant.errors import EmbedderUnavailable, IndexUnusable
from report_assistant.retrieval.index import VectorIndex
from report_assistant.retrieval.row import Row

ROWS = (
    Row("rules#36", "guidance", "w1", places=("1.2", "3")),
    Row("rules#37", "guidance", "w2"),
    Row("liuwan/2023#1.2", "report", "w3", "柳湾镇", 2023, ("1.2",)),
    Row("liuwan/2024#1.2", "report", "w4", "柳湾镇", 2024, ("1.2",)),
    Row("baishui/2024#6", "report", "w5", "白水镇", 2024, ("6",)),
)
SPREAD = 13  # dimensions in which the crowd differs from one another, as texts do


def direction(*first):
    return (*first, *(0.0,) * SPREAD)


DIRECTIONS = {
    "w1": direction(1.0, 0.0, 0.0),
    "w2": direction(0.0, 1.0, 0.0),
    "w3": direction(0.9, 0.1, 0.0),
    "w4": direction(0.8, 0.3, 0.0),
    "w5": direction(0.0, 0.0, 1.0),
    "w6": direction(1.0, 0.0, 0.0),
}
# Above a thousand rows Chroma writes its vectors out of the log into segment files.
CROWD = tuple(Row(f"crowd/{n}", "report", f"c{n}", "白水镇") for n in range(1100))
CHANCE = random.Random(5)
DIRECTIONS |= {f"c{n}": tuple(CHANCE.gauss(0.0, 1.0) for _ in range(SPREAD + 3)) for n in range(1100)}
ASKED = direction(1.0, 0.0, 0.0)
EVERYWHERE = ("guidance", "report")


class Vectors:
    def __init__(self):
        self.embedded = []

    def __call__(self, rows):
        self.embedded.extend(row.id for row in rows)
        return [DIRECTIONS[row.words] for row in rows]


@pytest.fixture
def opened(tmp_path):
    made = []

    def opening(embedder="hash", dimension=SPREAD + 3):
        made.append(VectorIndex(tmp_path, embedder, dimension))
        return made[-1]

    yield opening
    for index in made:
        index.close()


@pytest.fixture
def index(opened):
    index = opened()
    index.fill(ROWS, Vectors())
    return index


def found(index, scopes=EVERYWHERE, **where):
    return index.nearest(ASKED, scopes, where, 10)


def test_the_nearest_stand_first(index):
    assert found(index)[:3] == ["rules#36", "liuwan/2023#1.2", "liuwan/2024#1.2"]
    assert index.nearest(ASKED, EVERYWHERE, {}, 2) == ["rules#36", "liuwan/2023#1.2"]


def test_filters_are_exact(index):
    assert found(index, ("guidance",)) == ["rules#36", "rules#37"]
    assert found(index, organ="柳湾镇", year=2024) == ["liuwan/2024#1.2"]
    assert found(index, year=2024, organ=None) == ["liuwan/2024#1.2", "baishui/2024#6"]
    assert found(index, place="1.2") == ["rules#36", "liuwan/2023#1.2", "liuwan/2024#1.2"]
    assert found(index, place="1") == ["rules#36", "liuwan/2023#1.2", "liuwan/2024#1.2"]
    assert found(index, organ="柳湾") == []


def test_only_what_changed_is_embedded(index):
    vectors = Vectors()
    changed = (*ROWS[:3], Row("liuwan/2024#1.2", "report", "w6", "柳湾镇", 2024, ("1.2",)))
    index.fill(changed, vectors)
    assert vectors.embedded == ["liuwan/2024#1.2"]
    assert found(index, ("report",)) == ["liuwan/2024#1.2", "liuwan/2023#1.2"]
    index.fill(changed, vectors)
    assert vectors.embedded == ["liuwan/2024#1.2"]


def test_it_is_found_as_it_was_left(opened, index):
    before = found(index)
    index.close()
    vectors, again = Vectors(), opened()
    again.fill(ROWS, vectors)
    assert (found(again), vectors.embedded) == (before, [])


@pytest.mark.parametrize("other", [("bge-m3", SPREAD + 3), ("hash", 4)])
def test_an_index_made_by_another_embedder_is_refused_until_made_anew(opened, index, other):
    index.close()
    vectors, again = Vectors(), opened(*other)
    with pytest.raises(IndexUnusable, match=r"另一个向量模型（hash）.*report-assistant index") as told:
        again.fill(ROWS, vectors)
    assert not told.value.retry
    rows = () if other[1] == 4 else ROWS
    again.fill(rows, vectors, anew=True)
    assert len(vectors.embedded) == len(rows)
    again.close()
    with pytest.raises(IndexUnusable, match=f"另一个向量模型（{other[0]}）"):
        opened("third").fill(ROWS, vectors)


def _garbage(folder):
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\x55" * file.stat().st_size)


def _truncate(folder):
    file = next(folder.rglob("chroma.sqlite3"))
    file.write_bytes(file.read_bytes()[:20000])


def _no_segments(folder):
    for path in folder.glob("*/*"):
        if path.is_dir():
            shutil.rmtree(path)


def _garbage_segments(folder):
    for path in folder.glob("*/*"):
        if path.is_dir():
            _garbage(path)


def _a_file_in_its_place(folder):
    shutil.rmtree(folder)
    folder.write_text("")


DAMAGES = [shutil.rmtree, _garbage, _truncate, _no_segments, _garbage_segments, _a_file_in_its_place]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_deleted_folder_is_made_anew(tmp_path, opened, damage):
    rows = ROWS + CROWD
    index = opened()
    index.fill(rows, Vectors())
    before = found(index), index.nearest(DIRECTIONS["c7"], EVERYWHERE, {}, 50)
    assert before[1][0] == "crowd/7"
    index.close()
    damage(tmp_path / "index")
    again = opened()
    again.fill(rows, Vectors())
    if found(again) is None:
        again.fill(rows, Vectors(), anew=True)
    assert (found(again), again.nearest(DIRECTIONS["c7"], EVERYWHERE, {}, 50)) == before


def test_a_folder_deleted_while_it_is_open_is_made_anew(tmp_path, opened, index):
    shutil.rmtree(tmp_path / "index")
    fewer = ROWS[:4]
    index.fill(fewer, Vectors())
    assert found(index) == ["rules#36", "liuwan/2023#1.2", "liuwan/2024#1.2", "rules#37"]
    index.close()
    vectors = Vectors()
    opened().fill(fewer, vectors)
    assert vectors.embedded == []


def test_a_filling_cut_short_is_taken_up_again(opened, index):
    def fails(rows):
        raise EmbedderUnavailable("连接不上")

    more = (*ROWS, Row("liuwan/2025#6", "report", "w6", "柳湾镇", 2025, ("6",)))
    with pytest.raises(EmbedderUnavailable):
        index.fill(more, fails)
    index.close()
    again = opened()
    again.fill(more, Vectors())
    assert found(again, year=2025) == ["liuwan/2025#6"]


def test_a_second_owner_is_refused(opened, index):
    second = opened()
    with pytest.raises(IndexUnusable, match="另一个正在运行的年报助手") as told:
        second.fill(ROWS, Vectors())
    assert told.value.retry
    index.close()
    second.fill(ROWS, Vectors())
    assert found(second)


_OWNER = """
import sys
from pathlib import Path
from report_assistant.retrieval.index import VectorIndex
index = VectorIndex(Path(sys.argv[1]), "hash", 3)
index.own()
print("owned", flush=True)
sys.stdin.read()
"""


def test_another_process_owns_it_until_it_dies(tmp_path, opened):
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", _OWNER, str(tmp_path)], stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout.readline() == "owned\n"
        with pytest.raises(IndexUnusable, match="另一个正在运行的年报助手"):
            opened().own()
        other.kill()
    opened().own()


def test_nowhere_to_write_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusable, match="锁文件建不起来"):
        VectorIndex(tmp_path / "file", "hash", 3).own()
