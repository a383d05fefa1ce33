package io.tapehouse.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.ObjectStore.ObjectInfo;
import io.tapehouse.store.archive.CopiedVersion.Outcome;
import io.tapehouse.store.archive.CopyPlan.Mode;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of an archive is the archive; a subclass for each kind of target. */
public abstract class ArchiveCopyContract {

  private static final String TICKS = "taifex.futures_tick";
  private static final String INDEX = "twse.mi_index";
  private static final LocalDate DATE = LocalDate.of(2024, 11, 5);
  private static final int DATES = 5;
  private static final int VERSIONS = 2 * DATES + 1;

  @TempDir protected Path folder;
  private FolderObjectStore laptop;
  private ObjectStore cloud;
  private Archive source;
  private Archive target;

  /** A store of one and the same place, empty at first; a new instance at each call. */
  protected abstract ObjectStore open() throws IOException;

  /** By which another process finds it: the arguments of {@link CopyUntilKilled} from the third. */
  protected abstract List<String> place() throws IOException;

  @BeforeEach
  void fill() throws IOException {
    laptop = new FolderObjectStore(folder.resolve("laptop"));
    cloud = open();
    source = archive(laptop);
    target = archive(cloud);
    Random random = new Random(11);
    for (int i = 0; i < DATES; i++) {
      add(source, TICKS, DATE.plusDays(i), random, 300_000);
      add(source, INDEX, DATE.plusDays(i), random, 1_000);
    }
    add(source, TICKS, DATE, random, 7_000_000); // a second version
  }

  @Test
  void thereAndBackIsIdentical() throws Exception {
    List<CopiedVersion> reported = new ArrayList<>();
    CopyResult there = copier(source, target).copy(CopyPlan.everything(), reported::add);
    assertThat(there.copied()).isEqualTo(VERSIONS);
    assertThat(there.files()).isEqualTo(2 * VERSIONS);
    assertThat(there.bytes()).isEqualTo(2L * (DATES * 301_000L + 7_000_000));
    assertThat(there.complete()).isTrue();
    assertThat(reported).hasSize(VERSIONS).allMatch(v -> v.outcome() == Outcome.COPIED);
    assertThat(contents(cloud)).isEqualTo(contents(laptop));

    FolderObjectStore other = new FolderObjectStore(folder.resolve("other"));
    CopyResult back = copier(target, archive(other)).copy(CopyPlan.everything(), v -> {});
    assertThat(back.copied()).isEqualTo(VERSIONS);
    assertThat(contents(other)).isEqualTo(contents(laptop));
    assertThat(scratchIsEmpty()).isTrue();

    CopyResult again = copier(source, target).copy(CopyPlan.everything(), v -> {});
    assertThat(again).isEqualTo(new CopyResult(0, VERSIONS, 0, 0, List.of(), List.of()));
  }

  @Test
  void aCopyThatIsKilledIsMadeAgain() throws Exception {
    aKilledCopyIsMadeAgain(1);
  }

  @Test
  @Tag("endurance")
  void aCopyThatIsKilledSeveralTimesIsMadeAgain() throws Exception {
    aKilledCopyIsMadeAgain(3);
  }

  private void aKilledCopyIsMadeAgain(int kills) throws Exception {
    int seen = 0;
    for (int kill = 0; kill < kills; kill++) {
      seen += copyAndKill(1 + kill);
      // What has a receipt is whole; the rest does not count.
      for (String dataset : target.datasets()) {
        for (LocalDate date : target.dates(dataset)) {
          for (Receipt receipt : target.versions(dataset, date)) {
            for (Receipt.ArchivedFile file : receipt.files()) {
              assertThat(target.digest(receipt, file)).isEqualTo(file.sha256());
            }
          }
        }
      }
    }
    CopyResult rest = copier(source, target).copy(CopyPlan.everything(), v -> {});
    assertThat(rest.copied() + rest.present()).isEqualTo(VERSIONS);
    assertThat(rest.present()).isPositive().isGreaterThanOrEqualTo(Math.min(seen, 3));
    assertThat(rest.complete()).isTrue();
    assertThat(contents(cloud)).isEqualTo(contents(laptop));
  }

  @Test
  void whatTheTargetHasOtherwiseStaysAndIsNamed() throws Exception {
    add(target, TICKS, DATE, new Random(99), 10);
    Map<String, String> before = contents(cloud);
    CopyResult result = copier(source, target).copy(CopyPlan.everything(), v -> {});
    assertThat(result.conflicts())
        .extracting(CopiedVersion::name)
        .containsExactly(TICKS + "/" + DATE + "/v1");
    assertThat(result.complete()).isFalse();
    assertThat(result.copied()).isEqualTo(VERSIONS - 1);
    assertThat(contents(cloud)).containsAllEntriesOf(before);
  }

  @Test
  void aFileThatLiesThereWithoutAReceiptIsTakenWhenItIsTheSame() throws Exception {
    String same = INDEX + "/" + DATE + "/v1/first";
    cloud.putIfAbsent(same, laptop.localCopy(same, folder));
    cloud.putIfAbsent(TICKS + "/" + DATE + "/v2/second", new byte[] {1, 2, 3});
    CopyResult result = copier(source, target).copy(CopyPlan.everything(), v -> {});
    assertThat(result.conflicts())
        .singleElement()
        .satisfies(
            v -> {
              assertThat(v.name()).isEqualTo(TICKS + "/" + DATE + "/v2");
              assertThat(v.reason()).contains("second");
            });
    assertThat(target.versions(INDEX, DATE)).hasSize(1);
    assertThat(target.versions(TICKS, DATE)).hasSize(1); // no receipt was put over foreign bytes
  }

  @Test
  void aDamagedVersionIsNamedAndNotCopied() throws Exception {
    Path damaged = folder.resolve("laptop").resolve(TICKS).resolve(DATE + "/v2/second");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    Files.delete(folder.resolve("laptop").resolve(INDEX).resolve(DATE + "/v1/first"));
    Files.writeString(
        folder.resolve("laptop").resolve(INDEX).resolve(DATE.plusDays(1) + "/v1/_receipt.json"),
        "{");
    CopyResult result = copier(source, target).copy(CopyPlan.everything(), v -> {});
    assertThat(result.damaged())
        .extracting(CopiedVersion::name)
        .containsExactly(
            TICKS + "/" + DATE + "/v2",
            INDEX + "/" + DATE + "/v1",
            INDEX + "/" + DATE.plusDays(1) + "/v1");
    assertThat(result.damaged().get(0).reason()).contains("second has SHA-256");
    assertThat(result.damaged().get(1).reason()).contains("first is missing");
    assertThat(result.copied()).isEqualTo(VERSIONS - 3);
    assertThat(cloud.list(TICKS + "/" + DATE + "/v2/")).isEmpty();
    assertThat(cloud.list(INDEX + "/" + DATE + "/")).isEmpty();
  }

  @Test
  void aVersionWithoutAReceiptIsNone() throws Exception {
    Files.delete(folder.resolve("laptop").resolve(INDEX).resolve(DATE + "/v1/_receipt.json"));
    CopyResult result = copier(source, target).copy(CopyPlan.everything(), v -> {});
    assertThat(result.copied()).isEqualTo(VERSIONS - 1);
    assertThat(result.complete()).isTrue();
    assertThat(cloud.list(INDEX + "/" + DATE + "/")).isEmpty();
  }

  @Test
  void somethingOfItAndADryRun() throws Exception {
    CopyPlan some =
        CopyPlan.everything().of(Set.of(INDEX)).between(DATE.plusDays(1), DATE.plusDays(3)).by(2);
    CopyResult dry = copier(source, target).copy(some.in(Mode.DRY_RUN), v -> {});
    assertThat(dry.copied()).isEqualTo(3);
    assertThat(dry.bytes()).isEqualTo(6_000);
    assertThat(cloud.list("")).isEmpty();
    assertThat(copier(source, target).copy(some, v -> {})).isEqualTo(dry);
    assertThat(target.datasets()).containsExactly(INDEX);
    assertThat(target.dates(INDEX))
        .containsExactly(DATE.plusDays(1), DATE.plusDays(2), DATE.plusDays(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyPlan.everything().between(DATE, DATE.minusDays(1)));
  }

  /** How many versions it reported before it was killed within the next ones. */
  private int copyAndKill(int versions) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it lives for seconds
                "-cp",
                System.getProperty("java.class.path"),
                CopyUntilKilled.class.getName(),
                folder.resolve("laptop").toString(),
                folder.resolve("scratch-killed").toString()));
    command.addAll(place());
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("errors-" + versions).toFile())
            .start();
    int reported = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reported++;
        if (reported == versions) {
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(reported).as(Files.readString(folder.resolve("errors-" + versions))).isPositive();
    return reported;
  }

  private boolean scratchIsEmpty() {
    String[] left = folder.resolve("scratch").toFile().list();
    return left == null || left.length == 0;
  }

  private ArchiveCopy copier(Archive from, Archive to) {
    return new ArchiveCopy(from, to, folder.resolve("scratch"));
  }

  private void add(Archive archive, String dataset, LocalDate date, Random random, int size)
      throws IOException {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Path first = Files.write(folder.resolve("add-first"), bytes);
    random.nextBytes(bytes);
    Path second = Files.write(folder.resolve("add-second"), bytes);
    archive.add(dataset, date, Map.of("first", first, "second", second), Origin.LIVE, "x");
  }

  private static Archive archive(ObjectStore store) {
    return new Archive(store, Clock.fixed(Instant.parse("2024-11-05T09:00:00Z"), ZoneOffset.UTC));
  }

  private static Map<String, String> contents(ObjectStore store) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (ObjectInfo object : store.list("")) {
      if (object.key().startsWith("_claims/")) {
        continue; // of versions in the making: a copy needs none
      }
      try (InputStream in = store.open(object.key())) {
        digests.put(object.key(), io.tapehouse.store.Sha256.of(in));
      }
    }
    return digests;
  }
}
