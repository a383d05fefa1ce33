package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.task.TaskBody;
import io.tapehouse.orchestrator.task.TaskContext;
import io.tapehouse.orchestrator.task.TaskResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A body that blocks until it is released or interrupted. */
final class Blocker implements TaskBody.Single {

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger began = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();

  @Override
  public TaskResult run(TaskContext context) throws InterruptedException {
    began.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    }
    return TaskResult.success("released");
  }

  void release() {
    release.countDown();
  }

  int began() {
    return began.get();
  }

  int interrupted() {
    return interrupted.get();
  }
}
