package io.tapehouse.store.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several archives on one place: nothing is lost and nothing is mixed. */
public abstract class ConcurrentArchivesContract {

  private static final String DATASET = "taifex.futures_tick";
  private static final LocalDate DATE = LocalDate.of(2021, 7, 26);
  private static final int ARCHIVES = 4;
  private static final int ADDS = 15;

  @TempDir protected Path folder;

  /** A store of one and the same place, empty at first; a new instance at each call. */
  protected abstract ObjectStore open() throws IOException;

  @Test
  void everyAddIsAVersionOfItsOwn() throws Exception {
    CyclicBarrier step = new CyclicBarrier(ARCHIVES);
    ExecutorService threads = Executors.newFixedThreadPool(ARCHIVES);
    List<Receipt> given = new ArrayList<>();
    try {
      List<Callable<List<Receipt>>> adders = new ArrayList<>();
      for (int i = 0; i < ARCHIVES; i++) {
        int adder = i;
        adders.add(() -> addMany(step, adder));
      }
      for (Future<List<Receipt>> adder : threads.invokeAll(adders)) {
        given.addAll(adder.get());
      }
    } finally {
      threads.shutdownNow();
    }
    Archive archive = archive();
    List<Receipt> versions = archive.versions(DATASET, DATE);
    assertThat(versions).containsExactlyInAnyOrderElementsOf(given).hasSize(ARCHIVES * ADDS);
    assertThat(versions).extracting(Receipt::version).doesNotHaveDuplicates();
    for (Receipt receipt : versions) {
      for (ArchivedFile file : receipt.files()) {
        assertThat(archive.digest(receipt, file)).isEqualTo(file.sha256());
      }
    }
  }

  /** Two imports of the same pages at once, or an import and a fetch. */
  @Test
  void theSameBytesAtOnceAreOneVersion() throws Exception {
    CyclicBarrier step = new CyclicBarrier(ARCHIVES);
    ExecutorService threads = Executors.newFixedThreadPool(ARCHIVES);
    List<Archive.Added> given = new ArrayList<>();
    try {
      List<Callable<List<Archive.Added>>> adders = new ArrayList<>();
      for (int i = 0; i < ARCHIVES; i++) {
        int adder = i;
        adders.add(() -> addTheSame(step, adder));
      }
      for (Future<List<Archive.Added>> adder : threads.invokeAll(adders)) {
        given.addAll(adder.get());
      }
    } finally {
      threads.shutdownNow();
    }
    Archive archive = archive();
    for (int round = 0; round < ADDS; round++) {
      LocalDate date = DATE.plusDays(round);
      List<Receipt> versions = archive.versions(DATASET, date);
      assertThat(versions).hasSize(1);
      assertThat(given)
          .filteredOn(added -> added.receipt().date().equals(date))
          .hasSize(ARCHIVES)
          .allMatch(added -> added.receipt().equals(versions.get(0)))
          .filteredOn(Archive.Added::added)
          .hasSize(1);
      for (ArchivedFile file : versions.get(0).files()) {
        assertThat(archive.digest(versions.get(0), file)).isEqualTo(file.sha256());
      }
    }
  }

  private List<Archive.Added> addTheSame(CyclicBarrier step, int adder) throws Exception {
    Archive archive = archive();
    List<Archive.Added> added = new ArrayList<>();
    for (int round = 0; round < ADDS; round++) {
      Path first = Files.writeString(folder.resolve("first" + adder), "first " + round);
      Path second = Files.writeString(folder.resolve("second" + adder), "second " + round);
      Map<String, Path> files = Map.of("a.csv", first, "b.csv", second);
      step.await();
      added.add(archive.add(DATASET, DATE.plusDays(round), files, Origin.REPLAY, "x"));
    }
    return added;
  }

  private List<Receipt> addMany(CyclicBarrier step, int adder) throws Exception {
    Archive archive = archive();
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < ADDS; i++) {
      // Some files are the same for both, some are not: a version is never made of two writers.
      Path shared = Files.writeString(folder.resolve("shared" + adder), "shared " + i);
      Path own = Files.writeString(folder.resolve("own" + adder), "adder " + adder + " " + i);
      step.await();
      receipts.add(
          archive
              .add(DATASET, DATE, Map.of("a.csv", shared, "b.csv", own), Origin.LIVE, "x")
              .receipt());
    }
    return receipts;
  }

  private Archive archive() throws IOException {
    return new Archive(open(), Clock.systemUTC());
  }

  @Test
  void digestsAreOfTheBytes() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "x");
    Receipt receipt =
        archive().add(DATASET, DATE, Map.of("x", file), Origin.SIMULATED, "x").receipt();
    assertThat(receipt.files().get(0).sha256()).isEqualTo(Sha256.of("x"));
  }
}
