package io.tapehouse.gateway.encoding;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a result as DataRows. For one thread. */
public final class RowEncoder {

  private final ValueWriter[] writers;
  private final VectorCell @Nullable [] cells;

  private RowEncoder(ValueWriter[] writers, VectorCell @Nullable [] cells) {
    this.writers = writers;
    this.cells = cells;
  }

  /**
   * @param columns of the result
   * @param engineTypes of the same columns, as DuckDB names them
   * @param formats of the same columns, 0 for text, 1 for binary
   * @param zone in which moments are written as text
   */
  public static RowEncoder of(
      List<ResultColumn> columns, List<String> engineTypes, int[] formats, ZoneId zone) {
    ValueWriter[] writers = new ValueWriter[columns.size()];
    List<VectorCell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean binary = formats[i] != 0;
      writers[i] = ValueWriter.of(columns.get(i), binary, zone);
      VectorCell.of(columns.get(i), engineTypes.get(i), binary, writers[i]).ifPresent(cells::add);
    }
    return new RowEncoder(
        writers, cells.size() == writers.length ? cells.toArray(VectorCell[]::new) : null);
  }

  /** Whether every column can be read from DuckDB's vectors; else rows go as objects. */
  public boolean readsVectors() {
    return cells != null;
  }

  /** The vectors of a chunk, for {@link #row(DuckDBReadableVector[], int, MessageBuffer)}. */
  public DuckDBReadableVector[] vectors(DuckDBDataChunkReader chunk) {
    DuckDBReadableVector[] vectors = new DuckDBReadableVector[writers.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = chunk.vector(i);
    }
    return vectors;
  }

  /** Writes a row of a chunk; nothing of it when a value cannot be written. */
  public void row(DuckDBReadableVector[] vectors, int row, MessageBuffer out) {
    VectorCell[] all = Optional.ofNullable(cells).orElseThrow();
    int mark = out.length();
    try {
      out.begin('D').int16(all.length);
      for (int i = 0; i < all.length; i++) {
        if (vectors[i].isNull(row)) {
          out.int32(-1);
        } else {
          all[i].write(vectors[i], row, out);
        }
      }
      out.end();
    } catch (RuntimeException e) {
      out.truncate(mark);
      throw e;
    }
  }

  /**
   * Writes a row of objects; nothing of it when a value cannot be written.
   *
   * @param values of the classes that {@link Values} gives
   */
  public void row(@Nullable Object[] values, MessageBuffer out) {
    int mark = out.length();
    try {
      out.begin('D').int16(writers.length);
      for (int i = 0; i < writers.length; i++) {
        ValueWriter.withLength(values[i], writers[i], out);
      }
      out.end();
    } catch (RuntimeException e) {
      out.truncate(mark);
      throw e;
    }
  }
}
