package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.LoadedConfiguration;
import io.tapehouse.orchestrator.service.HomeSession;
import java.io.Closeable;
import picocli.CommandLine.Command;

/** {@code tapehouse scheduler}: runs every day by itself what is due. */
@Command(
    name = "scheduler",
    mixinStandardHelpOptions = true,
    description = {
      "Runs what is due, every day, until it is stopped; and catches up what was missed.",
      "SIGTERM and Ctrl-C stop it cleanly: what is at work may end, or is begun anew next time."
    })
final class SchedulerCommand extends LastingCommand {

  @Override
  String name() {
    return "tapehouse scheduler";
  }

  @Override
  Closeable serve(LoadedConfiguration loaded, HomeSession session) {
    return () -> {};
  }
}
