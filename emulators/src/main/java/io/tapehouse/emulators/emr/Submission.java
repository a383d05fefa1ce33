package io.tapehouse.emulators.emr;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Work as the service was asked to run it.
 *
 * @param group the application of EMR Serverless, or the cluster
 * @param id of the job run, or of the step
 * @param entryPoint location of the jar
 * @param arguments of its main class
 * @param sparkParameters options of {@code spark-submit} that stand before the jar, with {@code
 *     --class} among them
 * @param cancelled whether it was cancelled
 */
public record Submission(
    String group,
    String id,
    String entryPoint,
    List<String> arguments,
    List<String> sparkParameters,
    BooleanSupplier cancelled) {

  /** Copies the lists. */
  public Submission {
    arguments = List.copyOf(arguments);
    sparkParameters = List.copyOf(sparkParameters);
  }
}
