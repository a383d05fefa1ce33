package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.logs.AttemptLog;
import io.tapehouse.orchestrator.logs.CurrentLog;
import io.tapehouse.orchestrator.runstore.Claim;
import io.tapehouse.orchestrator.runstore.Ending;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskFailure;
import io.tapehouse.orchestrator.task.TaskResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one attempt, or a batch of them, on its thread, and reports how each ended. */
final class AttemptExecution implements Runnable, TaskBody.Results {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptExecution.class);

  private final List<RunningAttempt> members;
  private final EndingDecision verdict;
  private final Consumer<Ending> endings;
  private final Consumer<Claim> dropped;
  private final Runnable afterwards;
  private final AttemptLog log;
  private @Nullable Thread thread;

  /**
   * Runs members, in one call of their task's code.
   *
   * @param endings takes how each ended, or
   * @param dropped takes it when another attempt has its task by now
   * @param afterwards is run when the thread is free
   */
  AttemptExecution(
      List<RunningAttempt> members,
      EndingDecision verdict,
      Consumer<Ending> endings,
      Consumer<Claim> dropped,
      Runnable afterwards) {
    this.members = members;
    this.verdict = verdict;
    this.endings = endings;
    this.dropped = dropped;
    this.afterwards = afterwards;
    this.log = members.get(0).attemptLog();
  }

  List<RunningAttempt> members() {
    return members;
  }

  /** The longest that any member may take. */
  Duration timeout() {
    return members.stream()
        .map(member -> member.task().timeout())
        .max(Duration::compareTo)
        .orElseThrow();
  }

  /** Breaks off a member; the thread is interrupted once no member wants it to go on. */
  synchronized void breakOff(RunningAttempt member, StopReason why) {
    member.breakOff(why);
    insist();
  }

  /** Interrupts what is wholly broken off and goes on nevertheless: some swallow an interrupt. */
  synchronized void insist() {
    Thread working = thread;
    if (working != null
        && members.stream().allMatch(each -> each.hasEnded() || each.breakOff() != null)) {
      working.interrupt();
    }
  }

  @Override
  public void run() {
    synchronized (this) {
      thread = Thread.currentThread();
    }
    CurrentLog.enter(log);
    try {
      if (members.stream().anyMatch(member -> member.breakOff() == null)) {
        work();
      }
      failRest(new TaskFailure(ErrorKind.DEFECT, "the task's code ended without a word on it"));
    } catch (TaskFailure e) {
      failRest(e);
    } catch (IOException e) {
      // A disk, or Spark, whose own message has the cause.
      write(() -> log.line(trace(e)));
      failRest(new TaskFailure(ErrorKind.RESOURCES, String.valueOf(e.getMessage())));
    } catch (RunStoreException e) {
      // No fault of the task's code.
      write(() -> log.line(trace(e)));
      failRest(new TaskFailure(ErrorKind.RESOURCES, String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      // Whatever it is: an attempt that ends without a word would hold its task for ever.
      if (e instanceof InterruptedException && someBreakOff()) {
        failRest(new TaskFailure(ErrorKind.TIMEOUT, "interrupted"));
      } else {
        write(() -> log.line(trace(e)));
        failRest(new TaskFailure(ErrorKind.DEFECT, e.toString()));
      }
    } finally {
      synchronized (this) {
        thread = null;
      }
      // Nothing that breaks this off may reach the thread's next work.
      Thread.interrupted();
      CurrentLog.leave();
      write(log::close);
      afterwards.run();
    }
  }

  private void work() throws Exception {
    TaskBody body = Objects.requireNonNull(members.get(0).task().body());
    if (body instanceof TaskBody.Batch batch) {
      batch.run(List.copyOf(members), this);
    } else {
      end(members.get(0), ((TaskBody.Single) body).run(members.get(0)));
    }
  }

  @Override
  public void end(TaskContext context, TaskResult result) {
    RunningAttempt member = (RunningAttempt) context;
    if (member.endOnce()) {
      if (member.breakOff() == StopReason.LOST) {
        drop(member);
      } else {
        note(member, result.message());
        endings.accept(verdict.of(member.claim(), result));
      }
    }
  }

  @Override
  public void fail(TaskContext context, TaskFailure failure) {
    RunningAttempt member = (RunningAttempt) context;
    if (!member.endOnce()) {
      return;
    }
    StopReason why = member.breakOff();
    if (why == StopReason.LOST) {
      drop(member);
      return;
    }
    if (why == StopReason.CANCELLED || why == StopReason.SHUTDOWN) {
      Ending ending = verdict.of(member.claim(), why);
      note(member, ending.message());
      endings.accept(ending);
      return;
    }
    TaskFailure counted =
        why == StopReason.TIMEOUT
            ? new TaskFailure(
                ErrorKind.TIMEOUT,
                "broken off after %s, which is as long as an attempt may take"
                    .formatted(member.task().timeout()))
            : failure;
    Ending ending = verdict.of(member.claim(), member.task().retries(), counted);
    note(
        member,
        ending.delay() == null
            ? "failed (%s): %s".formatted(counted.kind().text(), ending.message())
            : "failed (%s), to be tried again in %.1f s: %s"
                .formatted(
                    counted.kind().text(), ending.delay().toMillis() / 1000.0, ending.message()));
    endings.accept(ending);
  }

  private void drop(RunningAttempt member) {
    note(member, "broken off: another attempt has the task by now");
    dropped.accept(member.claim());
  }

  /** An attempt that has nothing to say leaves no file. */
  private void note(RunningAttempt member, String message) {
    if (!message.isEmpty()) {
      write(() -> member.log(message));
    }
  }

  /** A full disk is no reason to lose how an attempt ended. */
  private static void write(Runnable writing) {
    try {
      writing.run();
    } catch (UncheckedIOException e) {
      LOG.warn("the log of an attempt lacks something", e);
    }
  }

  private void failRest(TaskFailure failure) {
    members.forEach(member -> fail(member, failure));
  }

  private boolean someBreakOff() {
    return members.stream().anyMatch(member -> member.breakOff() != null);
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
