"""Settings into services: the store lies where it was set, and nowhere it cannot be."""

import pytest

from consistent import sound_report
from report_assistant.errors import UnusableInput
from report_assistant.settings import Settings
from report_assistant.wiring import store_file, wire


def test_the_store_lies_in_the_data_folder_or_at_the_address_that_was_set(tmp_path):
    assert store_file(Settings(data_dir=tmp_path)) == tmp_path / "store.sqlite3"
    elsewhere = tmp_path / "库" / "年报.sqlite3"
    bench = wire(Settings(data_dir=tmp_path / "data", database_url=f"sqlite:///{elsewhere}"))
    bench.revisions.save(sound_report())
    bench.close()
    assert elsewhere.is_file()
    assert not (tmp_path / "data" / "store.sqlite3").exists()


@pytest.mark.parametrize("address", ["postgresql://127.0.0.1/r", "sqlite://", "年报.db"])
def test_another_database_is_refused_in_one_line(address):
    with pytest.raises(UnusableInput, match="DATABASE_URL"):
        store_file(Settings(database_url=address))
