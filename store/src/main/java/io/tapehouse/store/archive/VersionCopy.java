package io.tapehouse.store.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.Json;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.CopiedVersion.Outcome;
import io.tapehouse.store.archive.CopyPlan.Mode;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Copies one version: all files are looked at first, then written, then the receipt. */
final class VersionCopy {

  private final Archive source;
  private final Archive target;
  private final Path scratch;
  private final Mode mode;

  VersionCopy(Archive source, Archive target, Path scratch, Mode mode) {
    this.source = source;
    this.target = target;
    this.scratch = scratch;
    this.mode = mode;
  }

  /** Nothing when the source has no receipt there: then it is no version. */
  Optional<CopiedVersion> copy(String dataset, LocalDate date, int version) throws IOException {
    Optional<byte[]> written = source.receipt(dataset, date, version);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Ending ending = new Ending(new Partition(dataset, date), version);
    Receipt receipt;
    try {
      receipt = Json.MAPPER.readValue(written.get(), Receipt.class);
    } catch (JsonProcessingException e) {
      return Optional.of(ending.damaged("its receipt cannot be read: " + e.getOriginalMessage()));
    }
    if (!receipt.dataset().equals(dataset)
        || !receipt.date().equals(date)
        || receipt.version() != version) {
      return Optional.of(
          ending.damaged(
              "its receipt is of "
                  + receipt.dataset()
                  + " "
                  + receipt.date()
                  + " v"
                  + receipt.version()));
    }
    return Optional.of(copy(receipt, written.get(), ending.of(receipt)));
  }

  private CopiedVersion copy(Receipt receipt, byte[] written, Ending ending) throws IOException {
    Optional<CopiedVersion> there = compare(receipt, ending);
    if (there.isPresent()) {
      return there.get();
    }
    if (mode == Mode.DRY_RUN) {
      return ending.as(Outcome.COPIED);
    }
    Files.createDirectories(scratch);
    Path folder = Files.createTempDirectory(scratch, "copy");
    try {
      NavigableMap<String, Path> files = new TreeMap<>();
      for (ArchivedFile file : receipt.files()) {
        Path local;
        try {
          local = source.store().localCopy(Archive.key(receipt, file), folder);
        } catch (NoSuchFileException e) {
          return ending.damaged(file.name() + " is missing");
        }
        String digest = Sha256.of(local);
        if (!digest.equals(file.sha256())) {
          return ending.damaged(
              file.name() + " has SHA-256 " + digest + ", its receipt has " + file.sha256());
        }
        files.put(file.name(), local);
      }
      for (ArchivedFile file : receipt.files()) {
        String key = Archive.key(receipt, file);
        // What an earlier copy left without a receipt is read, since nothing else identifies it.
        if (!target.store().putIfAbsent(key, files.get(file.name()))
            && !target.digest(receipt, file).equals(file.sha256())) {
          return ending.conflict("the target has another " + file.name() + ", without a receipt");
        }
      }
    } finally {
      remove(folder);
    }
    String key = Archive.receiptKey(receipt.dataset(), receipt.date(), receipt.version());
    if (target.store().putIfAbsent(key, written)) {
      return ending.as(Outcome.COPIED);
    }
    return compare(receipt, ending)
        .orElseThrow(() -> new IOException(target.store().location(key) + " came and went"));
  }

  /** Against the target's receipt, if it has one. */
  private Optional<CopiedVersion> compare(Receipt receipt, Ending ending) throws IOException {
    Optional<byte[]> other = target.receipt(receipt.dataset(), receipt.date(), receipt.version());
    if (other.isEmpty()) {
      return Optional.empty();
    }
    List<ArchivedFile> files;
    try (InputStream in = new java.io.ByteArrayInputStream(other.get())) {
      files = Json.MAPPER.readValue(in, Receipt.class).files();
    } catch (JsonProcessingException e) {
      return Optional.of(
          ending.conflict("the target's receipt cannot be read: " + e.getOriginalMessage()));
    }
    return Optional.of(
        files.equals(receipt.files())
            ? ending.as(Outcome.PRESENT)
            : ending.conflict("the target has " + files + ", the source " + receipt.files()));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }

  /** Makes the report of a version. */
  private record Ending(Partition partition, int version, int files, long bytes) {

    Ending(Partition partition, int version) {
      this(partition, version, 0, 0);
    }

    Ending of(Receipt receipt) {
      long size = receipt.files().stream().mapToLong(ArchivedFile::size).sum();
      return new Ending(partition, version, receipt.files().size(), size);
    }

    CopiedVersion as(Outcome outcome) {
      return new CopiedVersion(partition, version, outcome, files, bytes, "");
    }

    CopiedVersion damaged(String reason) {
      return new CopiedVersion(partition, version, Outcome.DAMAGED, files, bytes, reason);
    }

    CopiedVersion conflict(String reason) {
      return new CopiedVersion(partition, version, Outcome.CONFLICT, files, bytes, reason);
    }
  }
}
