package io.tapehouse.etl.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The files of {@code spark-etl/queries}, which travel in the ETL's jar. */
final class Queries {

  private Queries() {}

  /**
   * The SQL of a query.
   *
   * @throws IllegalArgumentException when there is no query of the name
   */
  static String text(String name) throws IOException {
    String file = "/io/tapehouse/etl/queries/" + name + ".sql";
    try (InputStream in = Queries.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no query '" + name + "': there is no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
