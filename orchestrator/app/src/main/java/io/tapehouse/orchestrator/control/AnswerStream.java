package io.tapehouse.orchestrator.control;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer. Nothing is sent before a buffer is full, {@link #flush} is called or a second
 * has passed, so an early error is a plain answer. For one writing thread.
 */
public final class AnswerStream extends AnswerOutput {

  private static final int BUFFER = 32 * 1024;
  private static final long HEARTBEAT_SECONDS = 1;

  /** Opens the way to the client, with the first byte. */
  interface Opening {
    OutputStream open() throws IOException;
  }

  private final Opening opening;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private @Nullable DataOutputStream wire;
  private final ReentrantLock sending = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable String broken;
  private volatile @Nullable Runnable cancel;

  AnswerStream(Opening opening) {
    this.opening = opening;
  }

  /** Watches the client beside the handler. */
  void watch() {
    Thread thread = new Thread(this::heartbeats, "control-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void onBroken(Runnable action) {
    cancel = action;
    if (broken != null) {
      action.run();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    check();
    int from = offset;
    int left = length;
    while (left > 0) {
      int part = Math.min(left, BUFFER - filled);
      System.arraycopy(bytes, from, buffer, filled, part);
      filled += part;
      from += part;
      left -= part;
      if (filled == BUFFER) {
        flush();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    check();
    sendBuffer();
  }

  private void sendBuffer() throws IOException {
    if (filled == 0) {
      return;
    }
    int count = filled;
    filled = 0;
    send(
        out -> {
          out.writeInt(count);
          out.write(buffer, 0, count);
        });
  }

  /** Ends it well. */
  void succeed() throws IOException {
    check();
    sendBuffer();
    send(out -> out.writeInt(Frame.END));
  }

  /** Ends it with a trouble; what was written before is sent first. False: nothing was sent yet. */
  boolean fail(byte[] trouble) throws IOException {
    sending.lock();
    try {
      if (wire == null) {
        return false;
      }
    } finally {
      sending.unlock();
    }
    sendBuffer();
    send(
        out -> {
          out.writeInt(Frame.TROUBLE);
          out.writeInt(trouble.length);
          out.write(trouble);
        });
    return true;
  }

  /** The answer is no longer wanted. */
  void breakOff(String reason) {
    broken = reason;
    Runnable action = cancel;
    if (action != null) {
      action.run();
    }
  }

  /** Why it was broken off; null: it was not. */
  @Nullable String brokenOff() {
    return broken;
  }

  /** No more heartbeats. */
  void over() {
    ended.countDown();
  }

  private interface Part {
    void to(DataOutputStream out) throws IOException;
  }

  private void send(Part part) throws IOException {
    sending.lock();
    try {
      DataOutputStream out = wire;
      if (out == null) {
        out = new DataOutputStream(opening.open());
        wire = out;
      }
      part.to(out);
      out.flush();
    } catch (IOException e) {
      breakOff("the client has gone");
      throw e;
    } finally {
      sending.unlock();
    }
  }

  private void check() throws IOException {
    String reason = broken;
    if (reason != null) {
      throw new OwnerFailureException(reason);
    }
  }

  private void heartbeats() {
    try {
      while (!ended.await(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
        heartbeat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void heartbeat() {
    String reason = broken;
    if (reason != null) {
      // Again: the work may not have been in a state to be ended the last time.
      breakOff(reason);
      return;
    }
    // The sender notices by itself.
    if (!sending.tryLock()) {
      return;
    }
    try {
      send(out -> out.writeInt(Frame.STILL_THERE));
    } catch (IOException e) {
      // It is broken off now; the handler finds that out.
      return;
    } finally {
      sending.unlock();
    }
  }
}
