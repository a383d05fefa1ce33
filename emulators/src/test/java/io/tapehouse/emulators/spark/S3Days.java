package io.tapehouse.emulators.spark;

import io.tapehouse.store.Json;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An archive and a lake in a bucket of S3Proxy, seen from behind: a bucket is a folder, an object a
 * file. So what is looked at is what S3 would show, without a client of S3 in this process.
 */
record S3Days(Path bucket) {

  static final String FUTURES = "taifex.futures_tick";
  private static final List<Integer> SCALES = List.of(1, 5, 15, 30, 60);

  /** A futures day of so many prints of TX and two spreads, as TAIFEX writes it. */
  static byte[] futures(LocalDate date, int prints) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("成交日期,商品代號,到期月份(週別),成交時間,成交價格,成交數量(B+S),近月價格,遠月價格,開盤集合競價");
    String day = date.toString().replace("-", "");
    for (int i = 0; i < prints; i++) {
      lines.add(
          "%s,TX     ,202108     ,%02d%02d%02d,%d,%d,-,-, "
              .formatted(day, 9 + i / 3600, i / 60 % 60, i % 60, 17_000 + i % 7, 2 + i % 3 * 2));
    }
    lines.add(day + ",TX     ,202108/202109,090000,-25,4,17000,16975, ");
    lines.add(day + ",TX     ,202108/202109,090001,-24,8,17000,16976, ");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Daily.csv"));
      zip.write((String.join("\r\n", lines) + "\r\n").getBytes(Charset.forName("MS950")));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  /** The folder of real files, if it is there. */
  static Optional<Path> captures() {
    String property = System.getProperty("tapehouse.captures");
    if (property != null) {
      return Optional.of(Path.of(property));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path captures = at.resolve("../shared/captures").normalize();
      if (Files.isDirectory(captures)) {
        return Optional.of(captures);
      }
    }
    return Optional.empty();
  }

  /** Puts a file into the archive. */
  EtlInput add(String dataset, LocalDate date, String attempt, String name, byte[] bytes)
      throws IOException {
    Path file = archive().resolve(dataset + "/" + date + "/v1/" + name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return new EtlInput(
        dataset,
        date,
        1,
        attempt,
        List.of(new ArchivedFile(name, bytes.length, Sha256.of(file))));
  }

  EtlInput addFutures(LocalDate date, String attempt, int prints) throws IOException {
    return add(FUTURES, date, attempt, "Daily.zip", futures(date, prints));
  }

  /** Puts a job beside the lake and says where it is. */
  String submit(String id, List<EtlInput> inputs) throws IOException {
    EtlJob job =
        new EtlJob(
            id, "s3://" + name() + "/archive", "s3://" + name() + "/lake", SCALES, Map.of(), inputs);
    Path folder = Files.createDirectories(jobFolder(id));
    Files.write(folder.resolve("job.json"), Json.MAPPER.writeValueAsBytes(job));
    return "s3://" + name() + "/lake/_jobs/" + id + "/job.json";
  }

  /** The same job on folders: the archive of the bucket, another lake. */
  EtlJob onFolders(String id, Path otherLake, List<EtlInput> inputs) {
    return new EtlJob(
        id, archive().toString(), otherLake.toString(), SCALES, Map.of(), inputs);
  }

  boolean isDone(String id) {
    return Files.exists(jobFolder(id).resolve("outcomes.json"));
  }

  List<EtlOutcome> outcomes(String id) throws IOException {
    return List.of(
        Json.MAPPER.readValue(
            Files.readAllBytes(jobFolder(id).resolve("outcomes.json")), EtlOutcome[].class));
  }

  Path archive() {
    return bucket.resolve("archive");
  }

  Path lake() {
    return bucket.resolve("lake");
  }

  private Path jobFolder(String id) {
    return lake().resolve("_jobs").resolve(id);
  }

  private String name() {
    return bucket.getFileName().toString();
  }
}
