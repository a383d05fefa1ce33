package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.encoding.ResultColumn;
import io.tapehouse.gateway.encoding.RowEncoder;
import io.tapehouse.gateway.encoding.Values;
import io.tapehouse.gateway.wire.MessageBuffer;
import io.tapehouse.sql.duckdb.LostError;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that runs: taken from the engine as they are sent, some thousand at a time,
 * so that a client that does not read stops the query and takes no memory.
 */
final class QueryRows implements RowSource {

  private final EngineSession session;
  private final Target target;
  private final EngineConnection connection;
  private final String sql;
  private final List<ResultColumn> columns;
  private final List<String> engineTypes;
  private final List<@Nullable Object> values;
  private final DuckDBPreparedStatement statement;
  private final Watch watch;
  private final IntUnaryOperator original;
  private boolean closed;
  private boolean done;

  private @Nullable RowEncoder encoder;
  private int[] formats = {};
  private ZoneId zone = ZoneOffset.UTC;
  private @Nullable DuckDBChunkedResult chunks;
  private DuckDBReadableVector @Nullable [] vectors;
  private int row;
  private int rows;
  private @Nullable ResultSet objects;

  QueryRows(
      EngineSession session,
      Target target,
      EngineConnection connection,
      String sql,
      List<ResultColumn> columns,
      List<String> engineTypes,
      List<@Nullable Object> values,
      Watch watch,
      IntUnaryOperator original)
      throws SqlError {
    this.session = session;
    this.target = target;
    this.connection = connection;
    this.sql = sql;
    this.columns = columns;
    this.engineTypes = engineTypes;
    this.values = values;
    this.watch = watch;
    this.original = original;
    try {
      connection.begin();
      statement = connection.prepare(sql);
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
    } catch (SQLException e) {
      throw failed(e);
    } catch (RuntimeException e) {
      // The driver's own for a value that it cannot take.
      throw failed(new SQLException(e.getMessage(), e));
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public long send(int[] wanted, ZoneId in, RowSink sink, long most) throws SqlError, IOException {
    if (done) {
      return 0;
    }
    watch.begin(statement);
    try {
      if (encoder == null) {
        start(encoder(wanted, in));
      } else if (!Arrays.equals(formats, wanted) || !zone.equals(in)) {
        // The next FETCH of a cursor may ask for another format.
        encoder = encoder(wanted, in);
      }
      long sent = chunks != null ? sendChunks(sink, most) : sendObjects(sink, most);
      done = sent < most;
      return sent;
    } catch (SQLException e) {
      throw failed(e).at(original);
    } catch (RuntimeException e) {
      // The driver's own for a failure inside a chunk, and for a column that has another type now.
      throw failed(new SQLException(e.getMessage(), e)).at(original);
    } finally {
      watch.end();
      if (done) {
        close();
      }
    }
  }

  private RowEncoder encoder(int[] wanted, ZoneId in) {
    formats = wanted.clone();
    zone = in;
    return RowEncoder.of(columns, engineTypes, formats, zone);
  }

  private void start(RowEncoder made) throws SQLException, SqlError {
    encoder = made;
    if (!connection.streams() || !made.readsVectors()) {
      objects = statement.executeQuery();
      return;
    }
    DuckDBChunkedResult result = statement.query();
    chunks = result;
    if (result.columnCount() != columns.size()) {
      throw SqlError.unsupported("cached plan must not change result type");
    }
  }

  private long sendChunks(RowSink sink, long most) throws IOException, SQLException {
    RowEncoder rowEncoder = Objects.requireNonNull(encoder);
    DuckDBChunkedResult result = Objects.requireNonNull(chunks);
    MessageBuffer buffer = sink.buffer();
    long sent = 0;
    while (sent < most) {
      if (row == rows) {
        refuseCancelled();
        if (!result.nextChunk()) {
          return sent;
        }
        vectors = rowEncoder.vectors(result.chunk());
        rows = (int) result.chunk().rowCount();
        row = 0;
        continue;
      }
      rowEncoder.row(Objects.requireNonNull(vectors), row++, buffer);
      sink.rowWritten();
      sent++;
    }
    return sent;
  }

  private long sendObjects(RowSink sink, long most) throws IOException, SQLException {
    ResultSet result = Objects.requireNonNull(objects);
    long sent = 0;
    while (sent < most && result.next()) {
      refuseCancelled();
      Objects.requireNonNull(encoder).row(Values.of(result, columns), sink.buffer());
      sink.rowWritten();
      sent++;
    }
    return sent;
  }

  /**
   * The engine forgets a request that comes while it waits for rows to be taken, as it does when
   * the client does not read.
   */
  private void refuseCancelled() throws SQLException {
    String reason = watch.reason();
    if (reason != null) {
      throw new SQLException(reason);
    }
  }

  private SqlError failed(SQLException e) {
    String reason = watch.reason();
    if (reason != null) {
      return SqlError.of("57014", reason, -1, e);
    }
    connection.forget(sql);
    return EngineErrors.of(LostError.is(e) ? connection.why(sql, values, e) : e, sql);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    done = true;
    try {
      if (chunks != null) {
        chunks.close();
      }
      if (objects != null) {
        objects.close();
      }
    } catch (SQLException e) {
      connection.forget(sql);
    }
    connection.end();
    session.giveBack(target, connection);
  }
}
