"""Tables on disk: Parquet whose bytes depend on the content alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SUFFIX = ".parquet"
_FORMAT: dict[str, Any] = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "row_group_size": 1 << 20,
}


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table without its index; equal content gives equal bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    fields = [
        field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field
        for field in table.schema
    ]
    pq.write_table(table.cast(pa.schema(fields)), path, **_FORMAT)


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote."""
    import pyarrow.parquet as pq

    frame: pd.DataFrame = pq.read_table(path).to_pandas()
    return frame
