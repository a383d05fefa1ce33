package io.tapehouse.store.s3;

import io.tapehouse.emulators.S3ProxyServer;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.ArchiveCopy;
import io.tapehouse.store.archive.CopyPlan;
import io.tapehouse.store.archive.CopyResult;
import io.tapehouse.store.archive.Receipt.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How fast an archive goes from a folder to S3Proxy on this machine: once big files, once small.
 */
final class ArchiveCopyBenchmark {

  private static final int MEBIBYTE = 1 << 20;

  private ArchiveCopyBenchmark() {}

  /**
   * Prints a line for each kind.
   *
   * @param arguments an empty folder, and how many threads
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    try (S3ProxyServer server = S3ProxyServer.start(folder.resolve("s3"))) {
      server.createBucket("warm");
      measure(server, "warm", folder.resolve("warm"), 50, 20_000, threads);
      server.createBucket("small");
      measure(server, "small", folder.resolve("small"), 1000, 20_000, threads);
      server.createBucket("big");
      measure(server, "big", folder.resolve("big"), 20, 20 * MEBIBYTE, threads);
    }
  }

  private static void measure(
      S3ProxyServer server, String bucket, Path folder, int dates, int size, int threads)
      throws Exception {
    Archive source = new Archive(new FolderObjectStore(folder), Clock.systemUTC());
    Files.createDirectories(folder);
    Path file = folder.resolve("file");
    Random random = new Random(1);
    byte[] bytes = new byte[size];
    for (int i = 0; i < dates; i++) {
      random.nextBytes(bytes);
      Files.write(file, bytes);
      source.add("d", LocalDate.of(2020, 1, 1).plusDays(i), Map.of("f", file), Origin.LIVE, "x");
    }
    S3Settings settings = S3Settings.of(server.region()).withEndpoint(server.endpoint());
    try (S3Client client =
        S3Clients.of(
            settings,
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey())))) {
      Archive target =
          new Archive(
              new S3ObjectStore(client, new S3Location(bucket, ""), settings), Clock.systemUTC());
      long begin = System.nanoTime();
      CopyResult result =
          new ArchiveCopy(source, target, folder.resolve("scratch"))
              .copy(CopyPlan.everything().by(threads), version -> {});
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s: %d objects with receipts, %.1f MB in %.2f s: %.1f MB/s, %.0f objects/s%n",
          bucket,
          2 * result.files(),
          result.bytes() / 1e6,
          seconds,
          result.bytes() / 1e6 / seconds,
          2 * result.files() / seconds);
    }
  }
}
