package io.tapehouse.orchestrator.runstore.jdbc.schema;

import io.tapehouse.orchestrator.runstore.jdbc.transaction.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Quartz's tables, by the statements that Quartz brings along. */
final class V3__Quartz extends BaseJavaMigration {

  private final Dialect dialect;

  V3__Quartz(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public void migrate(Context context) throws SQLException, IOException {
    try (Statement statement = context.getConnection().createStatement()) {
      for (String sql : statements()) {
        statement.execute(sql);
      }
    }
  }

  /** Without what would end Flyway's transaction, or drop tables. */
  private List<String> statements() throws IOException {
    String script = script().replaceAll("(?m)--.*$", "");
    return Arrays.stream(script.split(";", -1))
        .map(String::strip)
        .filter(sql -> !sql.isEmpty() && !sql.equals("COMMIT") && !sql.startsWith("DROP "))
        .toList();
  }

  private String script() throws IOException {
    String name = dialect.quartzTables();
    try (InputStream stream = V3__Quartz.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("expected Quartz's tables on the class path, found no " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
