"""The same bars with Polars: five scales of each day's futures ticks, a Parquet file a day.

Usage: polars_bars.py FOLDER OUT FROM TO. FOLDER has a replay's days (FOLDER/2024-11-05/*.zip), or unzipped Daily_*.csv.
No checks, no archive, no warehouse: the limit of a tool for data frames. Prices as binary floating point.
"""

import sys
import zipfile
from pathlib import Path

import polars as pl

COLUMNS = ["day", "product", "expire", "time", "price", "volume", "near", "far", "star"]
READ = COLUMNS[:6]
TYPES = {"day": pl.Int32, "time": pl.Int32, "price": pl.Float64, "volume": pl.Int32}


def inputs(folder: Path, first: str, last: str):
    """Pairs of a day and the bytes or the path of its CSV."""
    for csv in sorted(folder.glob("Daily_*.csv")):
        day = csv.stem.removeprefix("Daily_").replace("_", "-")
        if first <= day <= last:
            yield day, csv
    for folder_of_day in sorted(folder.iterdir()):
        if folder_of_day.is_dir() and first <= folder_of_day.name <= last:
            with zipfile.ZipFile(next(folder_of_day.glob("*.zip"))) as archive:
                yield folder_of_day.name, archive.read(archive.namelist()[0])


def bars(source) -> pl.DataFrame:
    ticks = pl.read_csv(
        source,
        has_header=False,
        skip_rows=1,
        new_columns=COLUMNS,
        schema_overrides={f"column_{i + 1}": TYPES.get(name, pl.String) for i, name in enumerate(COLUMNS)},
        columns=list(range(len(READ))),
        encoding="utf8-lossy",
    )
    price, volume = pl.col("price"), pl.col("volume")
    lots = pl.when(pl.col("expire").str.contains("/")).then(volume // 4).otherwise(volume // 2)
    minutes = (
        ticks.with_columns(
            (pl.col("time") // 10000 * 60 + pl.col("time") // 100 % 100).alias("minute"), lots.alias("lots")
        )
        .group_by("product", "expire", "day", "minute", maintain_order=True)
        .agg(
            price.first().alias("open"),
            price.max().alias("high"),
            price.min().alias("low"),
            price.last().alias("close"),
            price.sum().alias("sum"),
            (price * price).sum().alias("squares"),
            (price * volume).sum().alias("weighted"),
            volume.sum().alias("raw"),
            pl.col("lots").sum(),
            pl.len().alias("prints"),
        )
    )
    scales = []
    for scale in (1, 5, 15, 30, 60):
        n = pl.col("prints").sum()
        scales.append(
            minutes.with_columns((pl.col("minute") // scale * scale).alias("minute"), pl.lit(scale).alias("scale"))
            .group_by("product", "expire", "scale", "day", "minute", maintain_order=True)
            .agg(
                pl.col("open").first(),
                pl.col("high").max(),
                pl.col("low").min(),
                pl.col("close").last(),
                (pl.col("sum").sum() / n).alias("mean"),
                (pl.col("weighted").sum() / pl.col("raw").sum()).alias("vwap"),
                ((pl.col("squares").sum() - pl.col("sum").sum() ** 2 / n).clip(0) / (n - 1)).sqrt().alias("std"),
                pl.col("lots").sum().alias("volume"),
            )
        )
    return pl.concat(scales).with_columns(pl.col("product").str.strip_chars(), pl.col("expire").str.strip_chars())


def main() -> None:
    folder, out, first, last = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    out.mkdir(parents=True, exist_ok=True)
    count = volume = 0
    for day, source in inputs(folder, first, last):
        frame = bars(source)
        frame.write_parquet(out / f"{day}.parquet", compression="zstd")
        count += frame.height
        volume += frame.filter(pl.col("scale") == 1)["volume"].sum()
    print(f"{count} bars, volume {volume}")


if __name__ == "__main__":
    main()
