package io.tapehouse.orchestrator.cli;

import io.tapehouse.sql.query.NamedQueries;
import io.tapehouse.sql.query.NamedQuery;
import io.tapehouse.sql.query.QueryColumn;
import io.tapehouse.sql.query.QueryParameter;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.sql.result.ResultWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What named queries there are, in the formats of their answers. */
final class QueryList {

  private final Writer out;
  private final ResultFormat format;

  QueryList(Writer out, ResultFormat format) {
    this.out = out;
    this.format = format;
  }

  /** All of them: query, parameters, title. */
  void all() throws IOException {
    ResultWriter rows = format.to(out);
    rows.begin(List.of("query", "parameters", "title"));
    for (NamedQuery query : NamedQueries.all()) {
      rows.row(
          new Object[] {query.name(), String.join(" ", query.parameterNames()), query.title()});
    }
    rows.end();
  }

  /** One of them: its parameters and columns; for people, what one should know of it as well. */
  void one(NamedQuery query) throws IOException {
    if (format == ResultFormat.TABLE) {
      out.write("%s: %s%n%n".formatted(query.name(), query.title()));
      for (String line : query.about()) {
        out.write(line + System.lineSeparator());
      }
      out.write(System.lineSeparator());
    }
    ResultWriter rows = format.to(out);
    rows.begin(List.of("what", "name", "type", "default", "meaning"));
    for (QueryParameter parameter : query.parameters()) {
      rows.row(
          new Object[] {
            "parameter",
            parameter.name(),
            parameter.typeWord(),
            parameter.presenceWord(),
            parameter.meaning()
          });
    }
    for (QueryColumn column : query.columns()) {
      rows.row(new Object[] {"column", column.name(), null, null, column.meaning()});
    }
    rows.end();
  }
}
