package io.tapehouse.orchestrator.cli;

import io.tapehouse.orchestrator.config.Configuration;
import io.tapehouse.orchestrator.config.Deployment;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.orchestrator.home.WrongHomeException;
import io.tapehouse.orchestrator.site.Site;
import io.tapehouse.orchestrator.site.Sites;
import io.tapehouse.orchestrator.source.DataKind;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.ArchiveCopy;
import io.tapehouse.store.archive.CopyPlan;
import io.tapehouse.store.archive.CopyResult;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tapehouse archive}: what the publishers sent. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = "Looks into the archive of the publishers' files, and puts files into it.",
    subcommands = ArchiveImportCommand.class)
final class ArchiveCommand implements Runnable {

  private static final int COPY_THREADS = 4;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(),
        "archive ls, cat, verify, copy or import");
  }

  /** The archive of the configuration; one that is not there yet is an error, not an empty one. */
  private static Archive open(ConfigOption configOption) throws IOException {
    Configuration configuration = configOption.load().configuration();
    Site site = Sites.of(configOption.home(), configuration);
    Path folder = configOption.home().archive();
    if (configuration.deployment() == Deployment.LOCAL && !Files.isDirectory(folder)) {
      throw new NoSuchFileException("there is no archive in " + folder.getParent());
    }
    return new Archive(site.archive(), Clock.systemUTC());
  }

  /** Lists files. */
  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists files: dataset, date, version, size, SHA-256, origin, time, name.")
  int ls(
      @Mixin ConfigOption configOption,
      @Mixin JsonOption jsonOption,
      @Parameters(arity = "0..1", paramLabel = "DATASET", description = "only this one")
          @Nullable String dataset,
      @Parameters(arity = "0..1", paramLabel = "DATE", description = "only this one")
          @Nullable LocalDate date)
      throws IOException {
    Archive archive = open(configOption);
    List<ListedFile> files = new ArrayList<>();
    for (String each : dataset == null ? archive.datasets() : List.of(dataset)) {
      for (LocalDate day : date == null ? archive.dates(each) : List.of(date)) {
        for (Receipt receipt : archive.versions(each, day)) {
          for (ArchivedFile file : receipt.files()) {
            files.add(ListedFile.of(receipt, file));
          }
        }
      }
    }
    jsonOption.print(files, () -> files.stream().map(ListedFile::line).toList());
    return 0;
  }

  /** Writes a file's bytes. */
  @Command(
      name = "cat",
      mixinStandardHelpOptions = true,
      description = "Writes the bytes of a file to standard output, as the publisher sent them.")
  int cat(
      @Mixin ConfigOption configOption,
      @Parameters(paramLabel = "DATASET", description = "id of the dataset") String dataset,
      @Parameters(paramLabel = "DATE", description = "the date that it is filed under")
          LocalDate date,
      @Option(names = "--version-number", paramLabel = "N", description = "Default: the newest.")
          @Nullable Integer version,
      @Option(names = "--file", paramLabel = "NAME", description = "Default: the first.")
          @Nullable String name)
      throws IOException {
    Archive archive = open(configOption);
    Receipt receipt =
        archive.versions(dataset, date).stream()
            .filter(each -> version == null || each.version() == version)
            .reduce((older, newer) -> newer)
            .orElseThrow(
                () ->
                    new NoSuchFileException(
                        "the archive has no %s of %s %s"
                            .formatted(
                                version == null ? "version" : "version " + version,
                                dataset,
                                date)));
    ArchivedFile file =
        receipt.files().stream()
            .filter(each -> name == null || each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new NoSuchFileException(
                        "version %d of %s %s has no file %s"
                            .formatted(receipt.version(), dataset, date, name)));
    try (InputStream in = archive.open(receipt, file)) {
      in.transferTo(System.out);
    }
    System.out.flush();
    return 0;
  }

  /** Checks every digest. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Reads every file again and compares its SHA-256 with the receipt's.")
  int verify(@Mixin ConfigOption configOption, @Mixin JsonOption jsonOption) throws IOException {
    Archive archive = open(configOption);
    int files = 0;
    List<DamagedFile> damaged = new ArrayList<>();
    for (String dataset : archive.datasets()) {
      for (LocalDate date : archive.dates(dataset)) {
        for (Receipt receipt : archive.versions(dataset, date)) {
          for (ArchivedFile file : receipt.files()) {
            files++;
            String complaint = complaint(archive, receipt, file);
            if (complaint != null) {
              damaged.add(DamagedFile.of(receipt, file, complaint));
              if (!jsonOption.isJson()) {
                // At once: to read a large archive takes a while.
                System.out.println(complaint);
              }
            }
          }
        }
      }
    }
    Verification answer = new Verification(files, damaged);
    jsonOption.print(answer, () -> List.of(answer.line()));
    return damaged.isEmpty() ? 0 : 1;
  }

  /** Copies versions to another archive. */
  @Command(
      name = "copy",
      mixinStandardHelpOptions = true,
      description = {
        "Copies an archive, byte for byte and version by version, each against its SHA-256.",
        "Broken off, it goes on where it was. Nothing in the target is ever replaced: what differs"
            + " there is named, and the exit code is 1."
      })
  int copy(
      @Mixin ConfigOption configOption,
      @Mixin JsonOption jsonOption,
      @Option(
              names = "--source-archive",
              paramLabel = "PLACE",
              description = "A folder or s3://BUCKET/PREFIX. Default: the configuration's archive.")
          @Nullable String from,
      @Option(
              names = "--target-archive",
              paramLabel = "PLACE",
              description = "A folder or s3://BUCKET/PREFIX. Default: the configuration's archive.")
          @Nullable String to,
      @Option(
              names = "--dataset",
              paramLabel = "ID",
              description = "Only this one; may be given more than once.")
          @Nullable List<String> datasets,
      @Option(names = "--from", paramLabel = "D", description = "Only from this date on.")
          @Nullable LocalDate first,
      @Option(names = "--to", paramLabel = "D", description = "Only up to this date.")
          @Nullable LocalDate last,
      @Option(names = "--dry-run", description = "Only shows what would be copied.") boolean dryRun)
      throws IOException, InterruptedException {
    if ((from == null) == (to == null)) {
      throw TapehouseCommand.incomplete(
          spec, "archive copy --target-archive PLACE, or --source-archive PLACE");
    }
    Home home = configOption.home();
    try (ArchiveLocations places =
        new ArchiveLocations(home, configOption.load().configuration())) {
      Archive source = places.archive(from);
      Archive target = places.archive(to);
      Optional<DataKind> kind = ArchiveKind.of(source);
      if (kind.isEmpty()) {
        throw new NoSuchFileException(places.name(from) + " has nothing to be copied");
      }
      Optional<DataKind> other = ArchiveKind.of(target);
      if (other.isPresent() && other.get() != kind.get()) {
        throw new WrongHomeException(places.name(to), other.get().name(), kind.get());
      }
      CopyPlan plan =
          new CopyPlan(
              datasets == null ? Set.of() : Set.copyOf(datasets),
              Optional.ofNullable(first),
              Optional.ofNullable(last),
              dryRun ? CopyPlan.Mode.DRY_RUN : CopyPlan.Mode.COPY,
              COPY_THREADS);
      Path scratch = Files.createTempDirectory("tapehouse-copy-");
      CopyResult result;
      try {
        result =
            new ArchiveCopy(source, target, scratch)
                .copy(
                    plan,
                    version -> {
                      if (!version.reason().isEmpty()) {
                        // At once: to copy a large archive takes a while.
                        System.err.println(version.name() + ": " + version.reason());
                      }
                    });
      } finally {
        Files.deleteIfExists(scratch);
      }
      jsonOption.print(
          result,
          () ->
              List.of(
                  "%s %s to %s: %s, %s, %.1f MB; %d there before, %d differ there, %d damaged here"
                      .formatted(
                          dryRun ? "would be copied from" : "copied from",
                          places.name(from),
                          places.name(to),
                          DisplayText.count(result.copied(), "version"),
                          DisplayText.count(result.files(), "file"),
                          result.bytes() / 1e6,
                          result.present(),
                          result.conflicts().size(),
                          result.damaged().size())));
      return result.complete() ? 0 : 1;
    }
  }

  /** A file of a version, as it is listed. */
  private record ListedFile(
      String dataset,
      LocalDate date,
      int version,
      long size,
      String sha256,
      Receipt.Origin origin,
      Instant received,
      String name) {

    static ListedFile of(Receipt receipt, ArchivedFile file) {
      return new ListedFile(
          receipt.dataset(),
          receipt.date(),
          receipt.version(),
          file.size(),
          file.sha256(),
          receipt.origin(),
          receipt.received(),
          file.name());
    }

    String line() {
      return "%s  %s  v%d  %s  %s  %s  %s  %s"
          .formatted(
              dataset,
              date,
              version,
              Long.toString(size),
              sha256,
              DisplayText.of(origin),
              received,
              name);
    }
  }

  /** A file that differs from its receipt. */
  private record DamagedFile(
      String dataset, LocalDate date, int version, String name, String complaint) {

    static DamagedFile of(Receipt receipt, ArchivedFile file, String complaint) {
      return new DamagedFile(
          receipt.dataset(), receipt.date(), receipt.version(), file.name(), complaint);
    }
  }

  /** What came of reading every file again. */
  private record Verification(int checked, List<DamagedFile> damaged) {

    String line() {
      return "%d files checked, %d damaged".formatted(checked, damaged.size());
    }
  }

  private static @Nullable String complaint(Archive archive, Receipt receipt, ArchivedFile file)
      throws IOException {
    String key = Archive.key(receipt, file);
    try {
      String found = archive.digest(receipt, file);
      return found.equals(file.sha256())
          ? null
          : "%s: expected SHA-256 %s, found %s".formatted(key, file.sha256(), found);
    } catch (NoSuchFileException e) {
      return key + ": expected a file of %d bytes, found none".formatted(file.size());
    }
  }
}
