package io.tapehouse.extractors.http;

import io.tapehouse.extractors.http.ClientSettings.Unreachable;
import io.tapehouse.extractors.http.FetchException.Kind;
import io.tapehouse.extractors.http.FetchException.Retry;
import io.tapehouse.extractors.http.HttpRoundTrip.Reply;
import io.tapehouse.store.Backoff;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks publishers, and takes care not to be a burden to them: a rate by host that retries and
 * redirects count in too, exponential backoff with full jitter, {@code Retry-After} obeyed, and
 * silence towards a host that has banned us. An answer is returned whole or not at all. Clients
 * that ask the same hosts are to share their {@link HostLimits}. It goes through the proxy of this
 * JVM, if it has one ({@link java.net.ProxySelector#getDefault}). Safe for use by many threads.
 */
public final class PoliteClient {

  private static final Logger LOG = LoggerFactory.getLogger(PoliteClient.class);

  /** FinMind counts by the hour and does not say when the hour is over. */
  private static final Duration QUOTA_PAUSE = Duration.ofMinutes(10);

  private final Path folder;
  private final ClientSettings settings;
  private final Target target;
  private final TransferListener listener;
  private final Pause pause;
  private final HostLimits limits;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final HttpClient http;
  private final Map<String, HostGate> gates = new ConcurrentHashMap<>();

  /** Hosts to which there was a connection once. */
  private final Set<String> reached = ConcurrentHashMap.newKeySet();

  /** Held by the thread that first asks a host. */
  private final Map<String, Semaphore> doors = new ConcurrentHashMap<>();

  /** Hosts that are not asked again, with what was found in place of a connection. */
  private final Map<String, String> givenUp = new ConcurrentHashMap<>();

  /**
   * A client that waits in real time and has its limits to itself.
   *
   * @param folder where temporary files go; made when it is missing
   */
  public PoliteClient(
      Path folder, ClientSettings settings, Target target, TransferListener listener) {
    this(folder, settings, target, listener, Pause.real(), new Random());
  }

  /** The same with limits that others share. */
  public PoliteClient(
      Path folder,
      ClientSettings settings,
      Target target,
      TransferListener listener,
      HostLimits limits) {
    this(folder, settings, target, listener, Pause.real(), new Random(), limits);
  }

  /** A client with its own clock and randomness; {@code random} must be thread-safe. */
  public PoliteClient(
      Path folder,
      ClientSettings settings,
      Target target,
      TransferListener listener,
      Pause pause,
      RandomGenerator random) {
    this(folder, settings, target, listener, pause, random, HostLimits.inProcess(pause));
  }

  /** The same with limits that others share, and that go by the same time. */
  public PoliteClient(
      Path folder,
      ClientSettings settings,
      Target target,
      TransferListener listener,
      Pause pause,
      RandomGenerator random,
      HostLimits limits) {
    this.folder = folder;
    this.settings = settings;
    this.target = target;
    this.listener = listener;
    this.pause = pause;
    this.limits = limits;
    this.backoff =
        Backoff.exponential(
            settings.retries().attempts(),
            settings.retries().firstWait(),
            settings.retries().longestWait());
    this.random = random;
    this.http = SingleRequestHttp.open(settings.timeouts().connect());
  }

  /**
   * Asks until there is an answer of status 200 or no hope of one. A form is sent again with each
   * attempt, but not where the publisher would have us go on from it. Blocks, for minutes where it
   * must. An interrupt ends the transfer. After any failure no temporary file is left.
   *
   * @throws FetchException when there is no such answer; {@link StatusException} when there was
   *     another one
   */
  public Answer ask(Request request) throws FetchException, InterruptedException {
    Backoff.Attempts attempts = backoff.start(pause::sleep, random);
    while (true) {
      try {
        return attempt(request);
      } catch (FetchException e) {
        // A failure that names the time of the next attempt leaves that to the caller, who can
        // wait without holding a thread.
        if (!e.retryable()
            || e.notBefore().isPresent()
            || !attempts.again(
                gate(request.address()).hold(), wait -> retrying(request, attempts, wait, e))) {
          throw e;
        }
      }
    }
  }

  private void retrying(
      Request request, Backoff.Attempts attempts, Duration wait, FetchException e) {
    String why = String.valueOf(e.getMessage());
    LOG.warn("attempt {} failed, next in {}: {}", attempts.number(), wait, why);
    listener.retrying(request, attempts.number(), wait, why);
  }

  /** {@link #ask} for a question without a form. */
  public Answer get(Request request) throws FetchException, InterruptedException {
    return ask(request);
  }

  /**
   * Call this when an answer of status 200 turns out to be a page that bans us: the host is left
   * alone from now on, by everyone.
   *
   * @return the failure, to be thrown
   */
  public FetchException banned(Request request, String words) {
    Instant until = ban(request.address());
    return new FetchException(
        Kind.BANNED,
        Retry.NEVER,
        request,
        "the publisher has banned us: " + words + "; not asked again before " + until,
        until);
  }

  /**
   * Call this when an answer of status 200 turns out to throttle us.
   *
   * @return the failure, to be thrown
   */
  public FetchException throttled(Request request, String words) {
    Instant until = pause.now().plus(QUOTA_PAUSE);
    gate(request.address()).hold(until);
    return new FetchException(
        Kind.THROTTLED,
        Retry.LATER,
        request,
        "asked too often: " + words + "; not asked again before " + until,
        until);
  }

  /**
   * The hosts that this client does not ask any more, since there is no connection to them, and
   * what was found in place of one. Empty unless the settings say {@code GIVEN_UP}.
   */
  public SortedMap<String, String> givenUp() {
    return new TreeMap<>(givenUp);
  }

  private Answer attempt(Request request) throws FetchException, InterruptedException {
    Path file = temporary(request);
    boolean kept = false;
    try {
      Reply reply = follow(request, file);
      long bytes = decode(request, reply, file);
      kept = true;
      return new Answer(file, bytes, reply.headers().firstValue("Content-Type").orElse(null));
    } finally {
      if (!kept) {
        delete(file);
      }
    }
  }

  private Reply follow(Request request, Path file) throws FetchException, InterruptedException {
    URI address = request.address();
    HttpRoundTrip exchange = new HttpRoundTrip(http, settings, listener, request);
    for (int hops = 0; ; hops++) {
      Reply reply = send(exchange, request, address, file);
      if (reply.status() == 200) {
        return reply;
      }
      Optional<String> location = reply.headers().firstValue("Location");
      if (!Redirect.is(reply.status()) || location.isEmpty()) {
        throw refused(request, reply);
      }
      if (request.form() != null) {
        throw new FetchException(
            Kind.BAD_ANSWER,
            Retry.LATER,
            request,
            "expected an answer to a form, found a redirect to "
                + Excerpt.shortened(location.get()),
            null);
      }
      URI next = resolve(request, address, location.get());
      if (hops == Redirect.MOST || !Redirect.allowed(address, next)) {
        throw new FetchException(
            Kind.BAD_ANSWER,
            Retry.NEVER,
            request,
            hops == Redirect.MOST
                ? "expected at most " + Redirect.MOST + " redirects, found more"
                : "expected a redirect within the host that is no less secure, found one to "
                    + next,
            null);
      }
      address = next;
    }
  }

  private Reply send(HttpRoundTrip exchange, Request request, URI address, Path file)
      throws FetchException, InterruptedException {
    String host = host(address);
    if (settings.unreachable() == Unreachable.ASKED_AGAIN || reached.contains(host)) {
      gate(address).enter(request);
      return exchange.send(target.route().apply(address), file, () -> {});
    }
    // No connection yet: one thread asks, and the others wait for its result.
    Semaphore door = doors.computeIfAbsent(host, key -> new Semaphore(1));
    door.acquire();
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            door.release();
          }
        };
    try {
      if (reached.contains(host)) {
        leave.run();
      }
      refuseIfGivenUp(request, host);
      gate(address).enter(request);
      return sendFirst(exchange, request, address, file, leave);
    } finally {
      leave.run();
    }
  }

  private Reply sendFirst(
      HttpRoundTrip exchange, Request request, URI address, Path file, Runnable gotThrough)
      throws FetchException, InterruptedException {
    String host = host(address);
    try {
      return exchange.send(
          target.route().apply(address),
          file,
          () -> {
            reached.add(host);
            gotThrough.run();
          });
    } catch (NoConnectionException e) {
      if (reached.contains(host)) {
        throw e;
      }
      givenUp.put(host, e.why());
      FetchException last =
          new FetchException(
              Kind.UNREACHABLE,
              Retry.NEVER,
              request,
              "expected an answer, found %s; %s is not asked again".formatted(e.why(), host),
              null);
      last.initCause(e);
      throw last;
    } catch (FetchException e) {
      reached.add(host);
      throw e;
    }
  }

  private void refuseIfGivenUp(Request request, String host) throws FetchException {
    String why = givenUp.get(host);
    if (why != null) {
      throw new FetchException(
          Kind.UNREACHABLE,
          Retry.NEVER,
          request,
          "not asked, since there is no connection to %s: %s".formatted(host, why),
          null);
    }
  }

  private static URI resolve(Request request, URI address, String location) throws FetchException {
    try {
      URI next = address.resolve(location.strip());
      if (next.getHost() != null) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("{}: redirect that is no address", request, e);
    }
    throw new FetchException(
        Kind.BAD_ANSWER,
        Retry.NEVER,
        request,
        "expected an address to go on to, found " + Excerpt.shortened(location),
        null);
  }

  private FetchException refused(Request request, Reply reply) {
    StatusRule rule = StatusRule.of(reply.status());
    return new StatusException(
        rule.kind(),
        rule.retry(),
        request,
        reply.status(),
        reply.excerpt(),
        notBefore(request, reply, rule.kind()));
  }

  /** When to ask again, unless that is soon enough to be waited for here. */
  private @Nullable Instant notBefore(Request request, Reply reply, Kind kind) {
    if (kind == Kind.BANNED) {
      return ban(request.address());
    }
    boolean mayName = reply.status() == 429 || reply.status() == 503;
    Optional<Duration> asked =
        mayName ? RetryAfter.of(reply.headers(), pause.now()) : Optional.empty();
    if (asked.isPresent()) {
      Instant until = pause.now().plus(asked.get());
      gate(request.address()).hold(until);
      return asked.get().compareTo(settings.retries().longestRetryAfter()) > 0 ? until : null;
    }
    if (reply.status() == 402) {
      Instant until = pause.now().plus(QUOTA_PAUSE);
      gate(request.address()).hold(until);
      return until;
    }
    return null;
  }

  private long decode(Request request, Reply reply, Path file) throws FetchException {
    String coding =
        reply
            .headers()
            .firstValue("Content-Encoding")
            .orElse("identity")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (coding.equals("identity") || coding.isEmpty()) {
      return reply.bytes();
    }
    if (!coding.equals("gzip") && !coding.equals("x-gzip")) {
      throw new FetchException(
          Kind.BAD_ANSWER,
          Retry.NEVER,
          request,
          "expected plain or gzip content coding, found " + Excerpt.shortened(coding),
          null);
    }
    return expand(request, file);
  }

  private long expand(Request request, Path file) throws FetchException {
    Path compressed = temporary(request);
    try {
      Files.move(file, compressed, StandardCopyOption.REPLACE_EXISTING);
      return Gzip.expand(compressed, file, settings.maxBytes());
    } catch (Gzip.DamagedException e) {
      throw new FetchException(
          Kind.BAD_ANSWER, Retry.LATER, request, String.valueOf(e.getMessage()), null);
    } catch (FileBody.TooLargeException e) {
      throw new FetchException(
          Kind.BAD_ANSWER, Retry.NEVER, request, String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      throw new FetchException(
          Kind.LOCAL_STORAGE, Retry.LATER, request, "cannot write " + file + ": " + e, null);
    } finally {
      delete(compressed);
    }
  }

  private Instant ban(URI address) {
    Instant until = pause.now().plus(settings.retries().ban());
    gate(address).ban(until);
    return until;
  }

  private HostGate gate(URI address) {
    return gates.computeIfAbsent(
        host(address),
        host ->
            new HostGate(
                host,
                target.politeness().apply(host),
                limits,
                pause,
                settings.retries().longestRetryAfter()));
  }

  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT);
  }

  private Path temporary(Request request) throws FetchException {
    try {
      Files.createDirectories(folder);
      return Files.createTempFile(folder, "fetch-", ".part");
    } catch (IOException e) {
      throw new FetchException(
          Kind.LOCAL_STORAGE,
          Retry.LATER,
          request,
          "expected to write a file in " + folder + ", found " + e,
          null);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("temporary file {} stays behind", file, e);
    }
  }
}
