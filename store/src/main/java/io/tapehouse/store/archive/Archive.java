package io.tapehouse.store.archive;

import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The publishers' bytes, untouched: {@code <dataset>/<date>/v<N>/<file>}, with a {@code
 * _receipt.json} that is written last and makes the version. What is written never changes; a file
 * that the publisher changed is a new version. Safe for use by many threads.
 */
public final class Archive {

  private static final String RECEIPT = "_receipt.json";
  private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,8})");

  private final ObjectStore store;
  private final Clock clock;

  /** An archive in {@code store}. */
  public Archive(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What {@link #add} did.
   *
   * @param receipt of the version that holds these bytes now
   * @param added whether it is new; false: the newest version had the same bytes already
   */
  public record Added(Receipt receipt, boolean added) {}

  /**
   * Files the publisher's bytes, unless the newest version is made of the same.
   *
   * @param files local files by the publisher's names; they are copied
   * @param request what was asked, without secrets
   */
  public Added add(
      String dataset, LocalDate date, Map<String, Path> files, Origin origin, String request)
      throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a version of " + dataset + " " + date + " needs a file");
    }
    NavigableMap<String, Path> ordered = new TreeMap<>(files);
    List<ArchivedFile> entries = new ArrayList<>();
    for (Map.Entry<String, Path> file : ordered.entrySet()) {
      entries.add(
          new ArchivedFile(file.getKey(), Files.size(file.getValue()), Sha256.of(file.getValue())));
    }
    Optional<Receipt> newest = newest(dataset, date);
    if (newest.isPresent() && newest.get().files().equals(entries)) {
      return new Added(newest.get(), false);
    }
    // A version whose receipt is missing was cut off by a crash. Its bytes may be anyone's, so it
    // is
    // stepped over and never completed.
    int version = highestFolder(dataset, date) + 1;
    while (true) {
      Receipt receipt =
          new Receipt(dataset, date, version, origin, request, clock.instant(), entries);
      if (write(receipt, ordered)) {
        return new Added(receipt, true);
      }
      version++;
    }
  }

  /** The receipts of a date, the oldest version first. */
  public List<Receipt> versions(String dataset, LocalDate date) throws IOException {
    List<Receipt> receipts = new ArrayList<>();
    for (int version : folders(dataset, date)) {
      Optional<byte[]> written = receipt(dataset, date, version);
      if (written.isPresent()) {
        receipts.add(Json.MAPPER.readValue(written.get(), Receipt.class));
      }
    }
    return receipts;
  }

  /** The receipt of the newest version, if there is any. */
  public Optional<Receipt> newest(String dataset, LocalDate date) throws IOException {
    List<Receipt> receipts = versions(dataset, date);
    return receipts.isEmpty() ? Optional.empty() : Optional.of(receipts.get(receipts.size() - 1));
  }

  /** The datasets of which something is filed, sorted. */
  public List<String> datasets() throws IOException {
    // What the archive says of itself begins with _, as a receipt does.
    return store.children("").stream().filter(name -> !name.startsWith("_")).toList();
  }

  /** The dates of a dataset under which something is filed, the earliest first. */
  public List<LocalDate> dates(String dataset) throws IOException {
    List<LocalDate> dates = new ArrayList<>();
    for (String folder : store.children(dataset + "/")) {
      try {
        dates.add(LocalDate.parse(folder));
      } catch (DateTimeParseException e) {
        // Not a date of ours: the archive is a folder that people look into.
      }
    }
    return dates;
  }

  /** Key of a file in the object store. */
  public static String key(Receipt receipt, ArchivedFile file) {
    return folder(receipt.dataset(), receipt.date()) + "v" + receipt.version() + "/" + file.name();
  }

  /** Opens a file; the caller closes the stream. */
  public InputStream open(Receipt receipt, ArchivedFile file) throws IOException {
    return store.open(key(receipt, file));
  }

  /** Digest of a file as it lies there now; differs from the receipt's when it was damaged. */
  public String digest(Receipt receipt, ArchivedFile file) throws IOException {
    try (InputStream in = open(receipt, file)) {
      return Sha256.of(in);
    }
  }

  /** The object store below. */
  public ObjectStore store() {
    return store;
  }

  private boolean write(Receipt receipt, NavigableMap<String, Path> files) throws IOException {
    for (ArchivedFile file : receipt.files()) {
      if (!store.putIfAbsent(key(receipt, file), files.get(file.name()))) {
        return false;
      }
    }
    return store.putIfAbsent(
        receiptKey(receipt.dataset(), receipt.date(), receipt.version()),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt));
  }

  /** The numbers under which something lies, with a receipt or without, the lowest first. */
  List<Integer> folders(String dataset, LocalDate date) throws IOException {
    List<Integer> versions = new ArrayList<>();
    for (String folder : store.children(folder(dataset, date))) {
      Matcher matcher = VERSION.matcher(folder);
      if (matcher.matches()) {
        versions.add(Integer.valueOf(matcher.group(1)));
      }
    }
    versions.sort(Comparator.naturalOrder());
    return versions;
  }

  /** The receipt of a version as it was written, if there is one. */
  Optional<byte[]> receipt(String dataset, LocalDate date, int version) throws IOException {
    try (InputStream in = store.open(receiptKey(dataset, date, version))) {
      return Optional.of(in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static String receiptKey(String dataset, LocalDate date, int version) {
    return folder(dataset, date) + "v" + version + "/" + RECEIPT;
  }

  private int highestFolder(String dataset, LocalDate date) throws IOException {
    List<Integer> versions = folders(dataset, date);
    return versions.isEmpty() ? 0 : versions.get(versions.size() - 1);
  }

  private static String folder(String dataset, LocalDate date) {
    return dataset + "/" + date + "/";
  }
}
