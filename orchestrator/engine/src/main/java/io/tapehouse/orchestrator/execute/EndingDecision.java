package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.Ending.Fault;
import io.tapehouse.orchestrator.state.TaskState;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.RetryPolicy;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides what is recorded of an attempt's result: success, another try later, or failure. */
final class EndingDecision {

  private static final int LONGEST_MESSAGE = 4000;

  private final RandomGenerator random;

  EndingDecision(RandomGenerator random) {
    this.random = random;
  }

  Ending of(Claim claim, TaskResult result) {
    if (result instanceof TaskResult.Success success) {
      return new Ending(
          claim,
          TaskState.SUCCESS,
          false,
          Fault.NONE,
          message(success),
          storable(success.output()),
          null);
    }
    if (result instanceof TaskResult.ShortCircuit end) {
      return new Ending(claim, TaskState.SUCCESS, true, Fault.NONE, message(end), null, null);
    }
    if (result instanceof TaskResult.Deferred deferred) {
      return new Ending(
          claim, TaskState.DEFERRED, false, Fault.NONE, message(deferred), null, deferred.pause());
    }
    return new Ending(claim, TaskState.SKIPPED, false, Fault.NONE, message(result), null, null);
  }

  Ending of(Claim claim, RetryPolicy policy, TaskFailure failure) {
    ErrorKind kind = failure.kind();
    boolean throttled = kind == ErrorKind.THROTTLED;
    boolean again =
        policy.covers(kind)
            && (throttled
                ? claim.throttles() < RetryPolicy.MOST_THROTTLES && policy.tries() > 1
                : claim.failures() + 1 < policy.tries());
    Duration pause = null;
    if (again) {
      pause = policy.wait(kind, throttled ? claim.throttles() : claim.failures(), random);
      Duration least = failure.notBefore().orElse(Duration.ZERO);
      pause = least.compareTo(pause) > 0 ? least : pause;
    }
    return new Ending(
        claim,
        again ? TaskState.UP_FOR_RETRY : TaskState.FAILED,
        false,
        throttled ? Fault.THROTTLE : Fault.FAILURE,
        shortened(String.valueOf(failure.getMessage())),
        storable(failure.output().orElse(null)),
        pause);
  }

  /** Handed back or cancelled: no one's fault. */
  Ending of(Claim claim, StopReason why) {
    boolean cancelled = why == StopReason.CANCELLED;
    return new Ending(
        claim,
        cancelled ? TaskState.CANCELLED : TaskState.QUEUED,
        false,
        Fault.NONE,
        cancelled ? "cancelled" : "handed back",
        null,
        null);
  }

  /** PostgreSQL refuses the character zero: the ending would never be recorded. */
  private static @Nullable String storable(@Nullable String output) {
    return output == null ? null : output.replace('\0', ' ');
  }

  private static String message(TaskResult result) {
    return shortened(result.message());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + " ...";
  }
}
