package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Deployment;
import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.service.HomeSession;
import io.tapehouse.orchestrator.service.SqlService;
import java.io.Closeable;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code tapehouse server}: the scheduler, and SQL for other programs. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs what is due, as the scheduler does, and serves SQL to other programs: PostgreSQL's",
      "protocol on 127.0.0.1:5439 (gateway.port), database tapehouse, any user.",
      "SIGTERM and Ctrl-C stop it cleanly: what is at work may end, or is begun anew next time."
    })
final class ServerCommand extends LastingCommand {

  @Override
  String name() {
    return "tapehouse server";
  }

  @Override
  Closeable serve(LoadedConfiguration loaded, HomeSession session) throws IOException {
    if (loaded.configuration().deployment() == Deployment.AWS) {
      System.err.println(name() + ": SQL is served by Redshift, at redshift.url");
      return () -> {};
    }
    SqlService sql = SqlService.open(session);
    System.err.println(name() + ": " + sql.address());
    return sql;
  }
}
