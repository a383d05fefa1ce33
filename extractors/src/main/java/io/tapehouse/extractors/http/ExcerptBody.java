package io.tapehouse.extractors.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Keeps the begin of a body that is only good for a message, and does not wait for the rest. */
final class ExcerptBody implements BodySubscriber<Received> {

  private static final int KEPT = 4096;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Received> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  @Override
  public CompletionStage<Received> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Subscription offered) {
    subscription = offered;
    offered.request(1);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), KEPT - kept.size())];
      buffer.get(part);
      kept.writeBytes(part);
    }
    if (subscription == null) {
      return;
    }
    if (kept.size() < KEPT) {
      subscription.request(1);
    } else {
      subscription.cancel();
      complete();
    }
  }

  @Override
  public synchronized void onError(Throwable cause) {
    complete(); // the status suffices
  }

  @Override
  public synchronized void onComplete() {
    complete();
  }

  private void complete() {
    body.complete(new Received(kept.size(), kept.toString(StandardCharsets.UTF_8)));
  }
}
