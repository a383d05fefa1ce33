package io.tapehouse.orchestrator.cli;

import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.result.ResultFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tapehouse sql}: queries the warehouse, through the process that owns it. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Asks the warehouse and writes the answer to standard output.")
final class SqlCommand implements Callable<Integer> {

  @Mixin private ConfigOption configOption = new ConfigOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv or json. Default: table.")
  private @Nullable ResultFormat format;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--query",
      paramLabel = "NAME",
      description = "A query that ships with the program, by its name.")
  private @Nullable String name;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "KEY=VALUE",
      description = "A parameter of the named query.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--allow-files",
      description =
          "Lets the query read files of this machine, as read_csv does. Not while a server has the"
              + " home.")
  private boolean files;

  @Option(names = "--queries", description = "Lists the named queries.")
  private boolean queries;

  @Option(
      names = "--describe",
      paramLabel = "NAME",
      description = "What a named query answers, its parameters and its columns.")
  private @Nullable String described;

  @Parameters(arity = "0..1", paramLabel = "QUERY", description = "A query that reads.")
  private @Nullable String sql;

  @Override
  public Integer call() throws IOException {
    checkUsage();
    ResultFormat wanted = format();
    if (queries || described != null) {
      describe(wanted);
      return 0;
    }
    CommandQueries.of(configOption).sql(query(), wanted, new StandardOutput());
    return 0;
  }

  private void checkUsage() {
    long asked =
        Stream.of(sql != null, name != null, queries, described != null).filter(one -> one).count();
    if (asked > 1) {
      throw TapehouseCommand.incomplete(
          spec, "QUERY, --query, --queries and --describe do not go together");
    }
    if (asked == 0) {
      throw TapehouseCommand.incomplete(
          spec, "Missing required parameter: 'QUERY', or --query NAME (--queries lists the names)");
    }
    if (!parameters.isEmpty() && name == null) {
      throw TapehouseCommand.incomplete(spec, "--parameter goes with --query NAME alone");
    }
  }

  private BoundQuery query() {
    BoundQuery query =
        name != null ? ChosenQuery.bound(name, parameters) : BoundQuery.of(String.valueOf(sql));
    return files ? query.withFiles() : query;
  }

  private void describe(ResultFormat wanted) throws IOException {
    Writer out =
        new BufferedWriter(new OutputStreamWriter(new StandardOutput(), StandardCharsets.UTF_8));
    QueryList list = new QueryList(out, wanted);
    if (described == null) {
      list.all();
    } else {
      list.one(ChosenQuery.named(described));
    }
    out.flush();
  }

  private ResultFormat format() {
    ResultFormat named = format;
    if (!json) {
      return named == null ? ResultFormat.TABLE : named;
    }
    if (named != null && named != ResultFormat.JSON) {
      throw TapehouseCommand.incomplete(
          spec, "--json does not go with --format " + DisplayText.of(named));
    }
    return ResultFormat.JSON;
  }
}
