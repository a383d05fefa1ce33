package io.tapehouse.etl.cluster;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.etl.job.CcassPages;
import io.tapehouse.etl.job.Days;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.Origin;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.job.EtlJob.EtlInput;
import io.tapehouse.store.job.EtlOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An archive on S3 and one in a folder with the same files, and jobs over them.
 *
 * @param bucket where {@code archive} and {@code lake} are
 * @param store the whole bucket
 * @param archive a part of it
 * @param lake a part of it
 * @param folder for the other archive and what is put into both
 */
record S3Days(
    String bucket, ObjectStore store, ObjectStore archive, ObjectStore lake, Path folder) {

  EtlInput add(String dataset, LocalDate date, String attempt, byte[] bytes) throws IOException {
    return add(dataset, date, attempt, Files.write(folder.resolve("Daily.zip"), bytes));
  }

  EtlInput add(String dataset, LocalDate date, String attempt, Path file) throws IOException {
    return add(dataset, date, attempt, Map.of(file.getFileName().toString(), file));
  }

  EtlInput add(String dataset, LocalDate date, String attempt, Map<String, Path> files)
      throws IOException {
    Receipt receipt =
        new Archive(archive, Clock.systemUTC())
            .add(dataset, date, files, Origin.REPLAY, "a test")
            .receipt();
    Receipt other =
        new Archive(new FolderObjectStore(folder.resolve("archive")), Clock.systemUTC())
            .add(dataset, date, files, Origin.REPLAY, "a test")
            .receipt();
    if (receipt.version() != other.version()) {
      throw new IllegalStateException("the archives differ at " + dataset + " " + date);
    }
    return new EtlInput(new Partition(dataset, date), receipt.version(), attempt, receipt.files());
  }

  EtlInput addFutures(LocalDate date, String attempt, int prints) throws IOException {
    return add(Days.FUTURES, date, attempt, Days.zip(Days.futures(date, prints)));
  }

  /** A day of CCASS: bundles of so many pages, each of a stock of its own. */
  EtlInput addPages(LocalDate date, String attempt, int bundles, int pages) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (int bundle = 0; bundle < bundles; bundle++) {
      Map<String, String> texts = new TreeMap<>();
      for (int page = 0; page < pages; page++) {
        String stock = "%05d".formatted(1 + bundle * pages + page);
        CcassPages.Row row =
            new CcassPages.Row("C00010", "CITIBANK", "Hong Kong", 60_000 + page, "60.00%");
        texts.put(stock + "_en.html", CcassPages.page(true, stock, date, List.of(row)));
      }
      String name = "pages-%04d.zip".formatted(bundle + 1);
      files.put(name, Files.write(folder.resolve(name), CcassPages.zip(texts)));
    }
    return add("hkex.ccass_shareholding", date, attempt, files);
  }

  /** Puts a job beside the lake and returns its location. */
  String submit(String id, List<EtlInput> inputs) throws IOException {
    EtlJob job =
        new EtlJob(
            id,
            "s3://" + bucket + "/archive",
            "s3://" + bucket + "/lake",
            Days.SCALES,
            Map.of(),
            inputs);
    store.putIfAbsent(jobKey(id) + "job.json", Json.MAPPER.writeValueAsBytes(job));
    return "s3://" + bucket + "/" + jobKey(id) + "job.json";
  }

  /** The same job on folders. */
  EtlJob onFolders(String id, Path lake, List<EtlInput> inputs) {
    return new EtlJob(
        id, folder.resolve("archive").toString(), lake.toString(), Days.SCALES, Map.of(), inputs);
  }

  boolean isDone(String id) throws IOException {
    return store.stat(jobKey(id) + "outcomes.json").isPresent();
  }

  List<EtlOutcome> outcomes(String id) throws IOException {
    try (InputStream in = store.open(jobKey(id) + "outcomes.json")) {
      return List.of(Json.MAPPER.readValue(in, EtlOutcome[].class));
    }
  }

  /** Keys of the lake that end so. */
  List<String> lakeKeys(String end) throws IOException {
    return store.list("lake/").stream()
        .map(ObjectStore.ObjectInfo::key)
        .filter(key -> key.endsWith(end))
        .toList();
  }

  private static String jobKey(String id) {
    return "lake/_jobs/" + id + "/";
  }
}
