package io.tapehouse.store.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt is there when its manifest is. */
class LakeTest {

  private static final LocalDate DATE = LocalDate.of(2021, 7, 26);
  private static final Manifest MANIFEST =
      new Manifest(
          "derivative_bar",
          new Partition("taifex.futures_tick", DATE),
          "a1",
          List.of(new LakeFile("part-1.parquet", 3, 2), new LakeFile("part-2.parquet", 1, 5)));
  private static final String FOLDER = "derivative_bar/taifex.futures_tick/2021-07-26/a1/";

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = new Lake(new FolderObjectStore(folder));
  }

  @Test
  void filesWithoutAManifestAreNoAttempt() throws IOException {
    lake.store().putIfAbsent(FOLDER + "part-1.parquet", new byte[] {1, 2, 3});
    assertThat(manifest()).isEmpty();
  }

  @Test
  void aPublishedManifestIsReadAsItWasWritten() throws IOException {
    lake.publish(MANIFEST);
    assertThat(MANIFEST.folder()).isEqualTo(FOLDER);
    assertThat(manifest()).hasValue(MANIFEST);
    assertThat(MANIFEST.rows()).isEqualTo(7);
    assertThat(lake.locations(MANIFEST))
        .containsExactly(
            folder.resolve(FOLDER + "part-1.parquet").toString(),
            folder.resolve(FOLDER + "part-2.parquet").toString());
  }

  @Test
  void anAttemptIsPublishedOnce() throws IOException {
    lake.publish(MANIFEST);
    Manifest other =
        new Manifest("derivative_bar", new Partition("taifex.futures_tick", DATE), "a1", List.of());
    assertThatIllegalStateException()
        .isThrownBy(() -> lake.publish(other))
        .withMessageContaining(FOLDER);
    assertThat(manifest()).hasValue(MANIFEST);
  }

  @Test
  void deletingTakesManifestAndFiles() throws IOException {
    lake.store().putIfAbsent(FOLDER + "part-1.parquet", new byte[] {1, 2, 3});
    lake.publish(MANIFEST);
    String sibling = "derivative_bar/taifex.futures_tick/2021-07-26/a2/part-1.parquet";
    lake.store().putIfAbsent(sibling, new byte[] {1});
    lake.delete("derivative_bar", "taifex.futures_tick", DATE, "a1");
    assertThat(manifest()).isEmpty();
    assertThat(lake.store().list("")).singleElement().extracting("key").isEqualTo(sibling);
    lake.delete("derivative_bar", "taifex.futures_tick", DATE, "a1");
  }

  @Test
  void attemptsAreFoundWithAManifestAndWithout() throws IOException {
    lake.store().putIfAbsent(FOLDER + "part-1.parquet", new byte[] {1, 2, 3});
    lake.publish(MANIFEST);
    lake.store()
        .putIfAbsent("ccass_row/hkex.x/2025-10-03/a1/deep/part-1.parquet", new byte[] {1, 2});
    lake.store().putIfAbsent("_jobs/a1/2021-07-26/x/job.json", new byte[] {1});
    lake.store().putIfAbsent("derivative_bar/taifex.futures_tick/2021-02-30/a1/x", new byte[1]);
    lake.store().putIfAbsent("derivative_bar/taifex.futures_tick/notes.txt", new byte[1]);
    java.time.Instant past = java.time.Instant.parse("2021-07-26T09:00:00Z");
    java.nio.file.Files.setLastModifiedTime(
        folder.resolve(FOLDER + "part-1.parquet"), java.nio.file.attribute.FileTime.from(past));
    assertThat(lake.attempts())
        .extracting(Lake.StoredAttempt::table, Lake.StoredAttempt::files)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ccass_row", 1),
            org.assertj.core.groups.Tuple.tuple("derivative_bar", 2));
    Lake.StoredAttempt found = lake.attempts().get(1);
    assertThat(found.dataset()).isEqualTo("taifex.futures_tick");
    assertThat(found.date()).isEqualTo(DATE);
    assertThat(found.attemptId()).isEqualTo("a1");
    assertThat(found.bytes()).isGreaterThan(3);
    // That of the manifest: the attempt is as young as its youngest file.
    assertThat(found.written()).isAfter(past);
    lake.store().delete(FOLDER + "_manifest.json");
    assertThat(lake.attempts().get(1).written()).isEqualTo(past);
  }

  private java.util.Optional<Manifest> manifest() throws IOException {
    return lake.manifest("derivative_bar", "taifex.futures_tick", DATE, "a1");
  }
}
