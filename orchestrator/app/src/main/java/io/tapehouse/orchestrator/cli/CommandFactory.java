package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.operations.OperationsAccess;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives commands what they need beside the command line. */
final class CommandFactory implements IFactory {

  private final OperationsAccess access;

  CommandFactory(OperationsAccess access) {
    this.access = access;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type == OperationsOptions.class
        ? type.cast(new OperationsOptions(access))
        : CommandLine.defaultFactory().create(type);
  }
}
