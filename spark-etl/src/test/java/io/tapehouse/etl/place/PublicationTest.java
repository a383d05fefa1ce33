package io.tapehouse.etl.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.Status;
import io.tapehouse.store.lake.Lake;
import io.tapehouse.store.lake.Manifest;
import io.tapehouse.store.lake.Manifest.LakeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

  private static final LocalDate DAY = LocalDate.of(2021, 7, 26);

  @TempDir Path folder;

  @Test
  void theManifestThatWasThereFirstCountsAndTheOutcomeSaysSo() throws IOException {
    Lake lake = new Lake(new FolderObjectStore(folder));
    Manifest first = manifest("part-1.parquet", 7);
    assertThat(new Publication(lake).publish(outcome(first))).isEqualTo(outcome(first));
    assertThat(new Publication(lake).publish(outcome(manifest("part-2.parquet", 7))))
        .isEqualTo(outcome(first));
    assertThat(lake.manifest("spread_print", "some.data", DAY, "a1")).contains(first);
  }

  @Test
  void anExecutionThatWroteOtherRowsIsRefused() throws IOException {
    Publication publication = new Publication(new Lake(new FolderObjectStore(folder)));
    publication.publish(outcome(manifest("part-1.parquet", 7)));
    assertThatThrownBy(() -> publication.publish(outcome(manifest("part-2.parquet", 8))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("7 rows already")
        .hasMessageContaining("wrote 8");
  }

  private static Manifest manifest(String part, long rows) {
    return new Manifest(
        "spread_print",
        new Partition("some.data", DAY),
        "a1",
        List.of(new LakeFile(part, 9, rows)));
  }

  private static EtlOutcome outcome(Manifest manifest) {
    return new EtlOutcome(
        new Partition("some.data", DAY),
        "a1",
        Status.WRITTEN,
        null,
        null,
        Map.of("spread_print", manifest),
        Map.of(),
        List.of(),
        List.of(),
        0);
  }
}
