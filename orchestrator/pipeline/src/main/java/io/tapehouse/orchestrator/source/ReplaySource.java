package io.tapehouse.orchestrator.source;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.orchestrator.task.ErrorKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in the layout of the archive: {@code <dataset>/<date>/<file>}, or with versions {@code
 * <dataset>/<date>/v<N>/<file>}. Receipts are not needed and not believed. Files are taken as they
 * are, under their own names; whether they can be read is the reader's business. Where the
 * publisher offers a zip, the unzipped file does as well.
 */
public final class ReplaySource implements Source {

  private static final Pattern VERSION = Pattern.compile("v([1-9]\\d{0,8})");
  private static final String RECEIPT = "_receipt.json";
  private static final String NOT_IN_REPLAY = "not in replay";

  private final Path folder;
  private final Archive archive;

  /** Replays {@code folder} into {@code archive}. */
  public ReplaySource(Path folder, Archive archive) {
    this.folder = folder;
    this.archive = archive;
  }

  @Override
  public DataKind kind() {
    return DataKind.REAL;
  }

  @Override
  public Optional<String> lacks(Dataset dataset, LocalDate filedUnder) {
    return Files.isDirectory(dated(dataset, filedUnder))
        ? Optional.empty()
        : Optional.of(NOT_IN_REPLAY);
  }

  private Path dated(Dataset dataset, LocalDate filedUnder) {
    return folder.resolve(dataset.id()).resolve(filedUnder.toString());
  }

  @Override
  public Arrival bring(Dataset dataset, LocalDate filedUnder) throws IOException {
    Path dated = dated(dataset, filedUnder);
    List<Map<String, Path>> versions = versions(dated);
    if (versions.isEmpty()) {
      return new Arrival.Skipped(NOT_IN_REPLAY);
    }
    boolean added = false;
    String note = "";
    for (Map<String, Path> files : versions) {
      ReplayChoice choice = ReplayChoice.of(dataset, filedUnder, files);
      if (choice.files().isEmpty()) {
        return new Arrival.Failed(
            "%s %s %s: %s".formatted(dataset.id(), filedUnder, dated, choice.note()),
            ErrorKind.DATA,
            Optional.empty());
      }
      note = choice.note();
      added |=
          archive
              .add(dataset.id(), filedUnder, choice.files(), Origin.REPLAY, dated.toString())
              .added();
    }
    return new Arrival.Archived(
        archive.newest(dataset.id(), filedUnder).orElseThrow(), added, note);
  }

  @Override
  public Optional<SortedSet<LocalDate>> dates(Collection<Dataset> datasets) throws IOException {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (Dataset dataset : datasets) {
      for (Path dated : children(folder.resolve(dataset.id()))) {
        try {
          LocalDate date = LocalDate.parse(dated.getFileName().toString());
          if (!versions(dated).isEmpty()) {
            dates.add(date);
          }
        } catch (DateTimeParseException e) {
          // Not a date: people keep other things in such folders.
        }
      }
    }
    return Optional.of(dates);
  }

  @Override
  public Duration rest() {
    return Duration.ZERO;
  }

  @Override
  public String name() {
    return "replay:" + folder;
  }

  /** The files of each version, the oldest first; loose files come before any version. */
  private static List<Map<String, Path>> versions(Path dated) throws IOException {
    Map<String, Path> loose = files(dated);
    List<Map<String, Path>> versions = new ArrayList<>();
    if (!loose.isEmpty()) {
      versions.add(loose);
    }
    children(dated).stream()
        .filter(Files::isDirectory)
        .filter(child -> VERSION.matcher(child.getFileName().toString()).matches())
        .sorted(Comparator.comparingInt(ReplaySource::number))
        .map(ReplaySource::files)
        .filter(files -> !files.isEmpty())
        .forEach(versions::add);
    return versions;
  }

  private static int number(Path version) {
    Matcher matcher = VERSION.matcher(version.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static Map<String, Path> files(Path dated) {
    Map<String, Path> files = new TreeMap<>();
    for (Path child : children(dated)) {
      String name = child.getFileName().toString();
      if (Files.isRegularFile(child) && !name.equals(RECEIPT) && !name.startsWith(".")) {
        files.put(name, child);
      }
    }
    return files;
  }

  private static List<Path> children(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot list " + parent, e);
    }
  }
}
