package io.tapehouse.extractors.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes a body to a file as it comes in, buffer by buffer. */
final class FileBody implements BodySubscriber<Received> {

  private final Path file;
  private final OptionalLong declared;
  private final long maxBytes;
  private final LongConsumer progress;
  private final CompletableFuture<Received> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private @Nullable FileChannel channel;
  private long bytes;

  FileBody(Path file, OptionalLong declared, long maxBytes, LongConsumer progress) {
    this.file = file;
    this.declared = declared;
    this.maxBytes = maxBytes;
    this.progress = progress;
  }

  /** The body is larger than we take. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long maxBytes, String found) {
      super("expected at most " + maxBytes + " bytes, found " + found);
    }
  }

  /** The file cannot be written. */
  static final class WriteException extends IOException {
    private static final long serialVersionUID = 1L;

    WriteException(Path file, IOException cause) {
      super("cannot write " + file + ": " + cause.getMessage(), cause);
    }
  }

  @Override
  public CompletionStage<Received> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Subscription offered) {
    subscription = offered;
    if (declared.isPresent() && declared.getAsLong() > maxBytes) {
      fail(new TooLargeException(maxBytes, declared.getAsLong() + " declared"));
      return;
    }
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (IOException e) {
      fail(new WriteException(file, e));
      return;
    }
    offered.request(1);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    if (channel == null || subscription == null) {
      return; // given up already
    }
    try {
      for (ByteBuffer buffer : buffers) {
        bytes += buffer.remaining();
        if (bytes > maxBytes) {
          fail(new TooLargeException(maxBytes, "more"));
          return;
        }
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      fail(new WriteException(file, e));
      return;
    }
    progress.accept(bytes);
    subscription.request(1);
  }

  @Override
  public synchronized void onError(Throwable cause) {
    fail(cause);
  }

  @Override
  public synchronized void onComplete() {
    try {
      close();
      body.complete(new Received(bytes, ""));
    } catch (IOException e) {
      body.completeExceptionally(new WriteException(file, e));
    }
  }

  /** How much came in. */
  synchronized long bytes() {
    return bytes;
  }

  /** Nothing more is written when this returns. */
  synchronized void fail(Throwable cause) {
    if (subscription != null) {
      subscription.cancel();
    }
    try {
      close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    body.completeExceptionally(cause);
  }

  private void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
