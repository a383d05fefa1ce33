package io.tapehouse.store.archive;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.Json;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/**
 * The publishers' bytes, untouched: {@code <dataset>/<date>/v<N>/<file>}, with a {@code
 * _receipt.json} that is written last and makes the version. What is written never changes; a file
 * that the publisher changed is a new version. A version is claimed, by {@code
 * _claims/<dataset>/<date>/v<N>}, before anything of it is written. Safe for use by many threads,
 * and by many processes on one store.
 */
public final class Archive {

  private static final String RECEIPT = "_receipt.json";

  /** Beside the datasets, so that the folder of a version has the publisher's files alone. */
  private static final String CLAIMS = "_claims/";

  private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,8})");

  private final ObjectStore store;
  private final Clock clock;

  /** Versions that were received later are not seen; null: all are. */
  private final @Nullable Instant asOf;

  /** An archive in {@code store}. */
  public Archive(ObjectStore store, Clock clock) {
    this(store, clock, null);
  }

  private Archive(ObjectStore store, Clock clock, @Nullable Instant asOf) {
    this.store = store;
    this.clock = clock;
    this.asOf = asOf;
  }

  /**
   * This archive as it was at a moment, without what was received later; nothing is added to it.
   */
  public Archive asOf(Instant moment) {
    return new Archive(store, clock, moment);
  }

  /**
   * What {@link #add} did.
   *
   * @param receipt of the version that holds these bytes now
   * @param added whether it is new; false: the newest version had the same bytes already
   */
  public record Added(Receipt receipt, boolean added) {}

  /**
   * Files the publisher's bytes, unless the newest version is made of the same. However many add
   * the same bytes at once, there is one version of them.
   *
   * @param files local files by the publisher's names; they are copied
   * @param request what was asked, without secrets
   */
  public Added add(
      String dataset, LocalDate date, Map<String, Path> files, Origin origin, String request)
      throws IOException {
    if (asOf != null) {
      throw new IllegalStateException("nothing is added to the archive as of " + asOf);
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a version of " + dataset + " " + date + " needs a file");
    }
    NavigableMap<String, Path> ordered = new TreeMap<>(files);
    List<ArchivedFile> entries = new ArrayList<>();
    for (Map.Entry<String, Path> file : ordered.entrySet()) {
      entries.add(
          new ArchivedFile(file.getKey(), Files.size(file.getValue()), Sha256.of(file.getValue())));
    }
    String claim = claim(entries);
    List<Integer> folders = folders(dataset, date);
    Optional<Receipt> newest = newest(dataset, date, folders);
    if (newest.isPresent() && newest.get().files().equals(entries)) {
      return new Added(newest.get(), false);
    }
    int version = newest.map(Receipt::version).orElse(0) + 1;
    while (true) {
      if (claimed(dataset, date, version, claim, folders)) {
        Receipt receipt =
            new Receipt(
                new Partition(dataset, date), version, origin, request, clock.instant(), entries);
        Optional<Added> added = write(receipt, ordered);
        if (added.isPresent()) {
          return added.get();
        }
      }
      version++;
    }
  }

  /**
   * Whether the files of {@code claim} may be written under a version. A version is claimed before
   * anything of it is written, so all who write there have the same bytes: two who add them at once
   * make one version of it, and what a crash left without a receipt is completed by who has the
   * same bytes, and stepped over by all others.
   *
   * @param folders the versions under which something lies
   */
  private boolean claimed(
      String dataset, LocalDate date, int version, String claim, List<Integer> folders)
      throws IOException {
    String key = CLAIMS + folder(dataset, date) + "v" + version;
    // Files in a folder that was not claimed may be of any origin: it was copied here.
    if (!folders.contains(version)
        && store.putIfAbsent(key, claim.getBytes(StandardCharsets.UTF_8))) {
      return true;
    }
    try (InputStream in = store.open(key)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(claim);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String claim(List<ArchivedFile> entries) throws IOException {
    return Sha256.of(Json.MAPPER.writeValueAsString(entries));
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
    receipts.removeIf(receipt -> !isSeen(receipt));
    return receipts;
  }

  /** The receipt of the newest version, if there is any. */
  public Optional<Receipt> newest(String dataset, LocalDate date) throws IOException {
    return newest(dataset, date, folders(dataset, date));
  }

  private Optional<Receipt> newest(String dataset, LocalDate date, List<Integer> folders)
      throws IOException {
    for (int i = folders.size() - 1; i >= 0; i--) {
      Optional<byte[]> written = receipt(dataset, date, folders.get(i));
      if (written.isPresent()) {
        Receipt receipt = Json.MAPPER.readValue(written.get(), Receipt.class);
        if (isSeen(receipt)) {
          return Optional.of(receipt);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isSeen(Receipt receipt) {
    return asOf == null || !receipt.received().isAfter(asOf);
  }

  /** The datasets of which something is filed, sorted. */
  public List<String> datasets() throws IOException {
    // The archive's own files begin with _, as a receipt does.
    return store.children("").stream().filter(name -> !name.startsWith("_")).toList();
  }

  /** The dates of a dataset under which something is filed, the earliest first. */
  public List<LocalDate> dates(String dataset) throws IOException {
    List<LocalDate> dates = new ArrayList<>();
    for (String folder : store.children(dataset + "/")) {
      try {
        LocalDate date = LocalDate.parse(folder);
        if (asOf == null || newest(dataset, date).isPresent()) {
          dates.add(date);
        }
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

  /** Writes a version that is claimed; empty: something else lies there, without a claim. */
  private Optional<Added> write(Receipt receipt, NavigableMap<String, Path> files)
      throws IOException {
    for (ArchivedFile file : receipt.files()) {
      // Who has the same claim writes the same; a copy of another archive asks for no claim.
      if (!store.putIfAbsent(key(receipt, file), files.get(file.name()))
          && !digest(receipt, file).equals(file.sha256())) {
        return Optional.empty();
      }
    }
    String key = receiptKey(receipt.dataset(), receipt.date(), receipt.version());
    if (store.putIfAbsent(
        key, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt))) {
      return Optional.of(new Added(receipt, true));
    }
    Receipt other;
    try (InputStream in = store.open(key)) {
      other = Json.MAPPER.readValue(in, Receipt.class);
    }
    return other.files().equals(receipt.files())
        ? Optional.of(new Added(other, false))
        : Optional.empty();
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

  private static String folder(String dataset, LocalDate date) {
    return dataset + "/" + date + "/";
  }
}
