package io.tapehouse.emulators;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * S3Proxy over a folder, in a process of its own since its class path goes with no other. It checks
 * signatures and listens on 127.0.0.1 alone. Ends with {@link #close} or with the process that
 * started it. Safe for use by many threads.
 */
public final class S3ProxyServer implements AutoCloseable {

  private static final String LIBRARY = "emulators/s3proxy/target/lib";
  private static final Duration START = Duration.ofSeconds(60);
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int PORTS_TRIED = 5;

  /** Left to itself it logs every step of Jetty, which takes most of its time. */
  private static final String LOGGING =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%d %-5level %logger %msg%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="out"/></root>
      </configuration>
      """;

  private final Process process;
  private final Path settings;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;
  private final Thread hook = new Thread(this::kill, "s3proxy-kill");

  private S3ProxyServer(
      Process process, Path settings, URI endpoint, String accessKey, String secretKey) {
    this.process = process;
    this.settings = settings;
    this.endpoint = endpoint;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Where S3Proxy's jars are, if the build has fetched them: it does so when tests are to run.
   * Looked for in the working directory and those above it.
   */
  public static Optional<Path> classPathFolder() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path library = folder.resolve(LIBRARY);
      if (Files.isDirectory(library)) {
        return Optional.of(library);
      }
    }
    return Optional.empty();
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param folder where its buckets are, as folders; made if it is not there. A server that is
   *     started on the folder of an earlier one has its objects
   * @throws IllegalStateException when the build has not fetched S3Proxy
   */
  public static S3ProxyServer start(Path folder) throws IOException {
    Path library =
        classPathFolder()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "there is no "
                            + LIBRARY
                            + " above "
                            + Path.of("").toAbsolutePath()
                            + "; ./mvnw -Dquick -pl emulators/s3proxy generate-resources fetches"
                            + " it"));
    Files.createDirectories(folder);
    IOException last = new IOException("no port was tried");
    for (int i = 0; i < PORTS_TRIED; i++) {
      // The port is free now; where another process takes it first, the child ends with a message.
      S3ProxyServer server = launch(library, folder, freePort());
      try {
        server.awaitAnswer();
        return server;
      } catch (IOException e) {
        server.close();
        last = e;
      }
    }
    throw last;
  }

  private static S3ProxyServer launch(Path library, Path folder, int port) throws IOException {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    SecureRandom random = new SecureRandom();
    String accessKey = "AKIA" + hex(random, 8).toUpperCase(java.util.Locale.ROOT);
    String secretKey = hex(random, 20);
    Properties properties = new Properties();
    properties.setProperty("s3proxy.endpoint", endpoint.toString());
    properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    properties.setProperty("s3proxy.identity", accessKey);
    properties.setProperty("s3proxy.credential", secretKey);
    properties.setProperty("jclouds.provider", "filesystem-nio2");
    properties.setProperty("jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
    Path settings = Files.createTempDirectory("s3proxy");
    Path file = settings.resolve("s3proxy.conf");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    Path logging = Files.writeString(settings.resolve("logback.xml"), LOGGING);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=" + logging,
            "-cp",
            library.resolve("*") + java.io.File.pathSeparator + ownClasses(),
            S3ProxyProcess.class.getName(),
            "--properties",
            file.toString());
    // Whatever the parent's options ask for (agents, debuggers, other heaps), the child is plain.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(settings.resolve("s3proxy.log").toFile())
            .start();
    return new S3ProxyServer(process, settings, endpoint, accessKey, secretKey);
  }

  /** Where it answers: a plain HTTP address without a path; buckets are the path's first part. */
  public URI endpoint() {
    return endpoint;
  }

  /** The access key that it takes, and no other. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret that belongs to the access key. */
  public String secretKey() {
    return secretKey;
  }

  /** The region to sign for. */
  public String region() {
    return "us-east-1";
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Makes a bucket. */
  public void createBucket(String name) throws IOException {
    int status = send("PUT", "/" + name);
    if (status != 200) {
      throw new IOException("S3Proxy made no bucket " + name + ": " + status);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs or has run.
    }
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(settings.resolve("s3proxy.conf"));
      Files.deleteIfExists(settings.resolve("s3proxy.log"));
      Files.deleteIfExists(settings.resolve("logback.xml"));
      Files.deleteIfExists(settings);
    } catch (IOException e) {
      // A file of some bytes stays in the folder for temporary files.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    process.toHandle().destroyForcibly();
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        // Signed: only the server that has our key accepts it, whatever else listens there.
        int status = send("GET", "/");
        if (status == 200) {
          return;
        }
        throw new IOException("a listing of buckets gave " + status);
      } catch (java.net.ConnectException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("S3Proxy did not start; it said: " + log(), e);
        }
      }
      try {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("S3Proxy ended at once; it said: " + log());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while S3Proxy started", e);
      }
    }
  }

  private String log() throws IOException {
    return Files.readString(settings.resolve("s3proxy.log"));
  }

  /**
   * Signature version 2, which is a few lines; S3 is to be talked to by its own client. Each
   * request has a connection of its own: one that was kept may be closed by the server just then.
   */
  private int send(String method, String path) throws IOException {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    HttpURLConnection request = (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] signature =
          mac.doFinal((method + "\n\n\n" + date + "\n" + path).getBytes(StandardCharsets.UTF_8));
      request.setRequestMethod(method);
      request.setRequestProperty("Connection", "close");
      request.setRequestProperty("Date", date);
      request.setRequestProperty(
          "Authorization",
          "AWS " + accessKey + ":" + Base64.getEncoder().encodeToString(signature));
      request.setConnectTimeout(PATIENCE_MILLIS);
      request.setReadTimeout(PATIENCE_MILLIS);
      return request.getResponseCode();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    } finally {
      request.disconnect();
    }
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          S3ProxyServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException("classes are loaded from a file", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String hex(SecureRandom random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
