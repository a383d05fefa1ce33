package io.tapehouse.gateway.engine;

import io.tapehouse.gateway.catalog.Catalog;
import io.tapehouse.gateway.catalog.CatalogSession;
import io.tapehouse.sql.dialect.RedshiftDialect;
import io.tapehouse.sql.dialect.RewrittenSql;
import io.tapehouse.sql.dialect.SqlToken;
import io.tapehouse.sql.dialect.SqlTokens;
import io.tapehouse.sql.duckdb.QueryEngine;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The warehouse and its catalogue, behind one door. Safe for use by many threads. */
public final class Engine {

  private final QueryEngine warehouse;
  private final Catalog catalog;

  /**
   * @param catalog what drivers and tools read
   */
  public Engine(QueryEngine warehouse, Catalog catalog) {
    this.warehouse = warehouse;
    this.catalog = catalog;
  }

  /**
   * Connections for one client, which the caller closes.
   *
   * @param reads the client's own view of the catalogue
   */
  public EngineSession session(CatalogSession reads) throws SqlError {
    try {
      return new EngineSession(
          () -> EngineConnection.ofWarehouse(warehouse.open(), warehouse::check),
          EngineConnection.ofCatalog(reads.connection()));
    } catch (SQLException e) {
      throw EngineErrors.of(e, "");
    }
  }

  /**
   * Prepares a query, on the engine that can answer it.
   *
   * @param types of parameters that the client has named, 0 for those that it has not
   * @param start of the query in what the client sent, for the positions of errors
   */
  public PreparedQuery prepare(EngineSession session, String sql, int[] types, int start)
      throws SqlError {
    Optional<String> asked = catalog.translate(sql);
    if (asked.isPresent()) {
      // The statement is made anew, so a position in it means nothing to the client.
      ParameterText text = ParameterText.of(new RewrittenSql(asked.get(), List.of()), start);
      return PreparedQuery.of(session, Target.CATALOG, text, types);
    }
    // DuckDB counts wrongly where white space or a comment comes first, so it gets neither.
    List<SqlToken> tokens = SqlTokens.of(sql);
    int lead = tokens.isEmpty() ? 0 : tokens.get(0).start();
    String text = sql.substring(lead);
    try {
      return ofWarehouse(session, RedshiftDialect.rewrite(text), types, start + lead);
    } catch (SqlError e) {
      if (!RedshiftDialect.isUndecided(String.valueOf(e.getMessage()))) {
        throw e;
      }
      return ofWarehouse(session, RedshiftDialect.rewriteUntyped(text), types, start + lead);
    }
  }

  private static PreparedQuery ofWarehouse(
      EngineSession session, RewrittenSql sql, int[] types, int start) throws SqlError {
    return PreparedQuery.of(session, Target.WAREHOUSE, ParameterText.of(sql, start), types);
  }

  /** Prepares EXPLAIN of a query of the warehouse. */
  public PreparedQuery prepareExplain(
      EngineSession session, String sql, boolean analyze, int[] types) throws SqlError {
    RewrittenSql rewritten = RedshiftDialect.rewrite(sql);
    String explain = analyze ? "EXPLAIN ANALYZE " : "EXPLAIN ";
    RewrittenSql explained = new RewrittenSql(explain + rewritten.sql(), List.of());
    return PreparedQuery.of(session, Target.WAREHOUSE, ParameterText.of(explained, 0), types);
  }
}
