"""Tables on disk: Parquet whose bytes depend on the content alone."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SUFFIX = ".parquet"
_ROWS = 1 << 20
_FORMAT: dict[str, Any] = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
}


def write_table(frame: pd.DataFrame, path: Path | IO[bytes]) -> None:
    """Write a table without its index; equal content gives equal bytes."""
    import pyarrow.parquet as pq

    pq.write_table(_arrow(frame), path, row_group_size=_ROWS, **_FORMAT)


def write_joined(frames: Iterable[pd.DataFrame], path: Path) -> int:
    """Write tables of the same columns one under the other as they come; return the rows."""
    import pyarrow.parquet as pq

    rows = 0
    with contextlib.ExitStack() as stack:
        writer = None
        for table in map(_arrow, frames):
            if writer is None:
                writer = stack.enter_context(pq.ParquetWriter(path, table.schema, **_FORMAT))
            writer.write_table(table.cast(writer.schema), row_group_size=_ROWS)
            rows += table.num_rows
    return rows


def table_bytes(frame: pd.DataFrame) -> bytes:
    """Return what `write_table` writes."""
    stream = io.BytesIO()
    write_table(frame, stream)
    return stream.getvalue()


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote."""
    import pyarrow.parquet as pq

    frame: pd.DataFrame = pq.read_table(path).to_pandas()
    return frame


def n_rows(path: Path) -> int:
    """Return the rows of a table on disk."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _arrow(frame: pd.DataFrame) -> Any:
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    fields = [
        field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))
