package io.tapehouse.etl.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.FolderObjectStore.Durability;
import io.tapehouse.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

  private static final Supplier<Configuration> NOT_ASKED =
      () -> {
        throw new AssertionError("Hadoop's settings are not needed for a folder");
      };

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "/data/archive, true",
    "archive, true",
    "C:/archive, true",
    "file:///data/archive, true",
    "s3://bucket/archive, false",
    "s3a://bucket, false",
    "hdfs://node:8020/archive, false"
  })
  void whatIsAFolder(String text, boolean isFolder) {
    assertThat(new Location(text).isFolder()).isEqualTo(isFolder);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b/lake/_jobs/j/job.json, s3://b/lake/_jobs/j, job.json",
    "/jobs/job.json, /jobs, job.json",
    "/job.json, /, job.json",
    "job.json, ., job.json"
  })
  void parentAndName(String text, String parent, String name) {
    assertThat(new Location(text).parent()).isEqualTo(new Location(parent));
    assertThat(new Location(text).name()).isEqualTo(name);
  }

  @Test
  void slashesAtTheEndSayNothing() {
    assertThat(new Location("s3://b/lake//")).isEqualTo(new Location("s3://b/lake"));
    assertThatThrownBy(() -> new Location("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFolderByItsAddressIsTheFolder() throws IOException {
    ObjectStore byAddress =
        new Location(folder.toUri().toString()).store(Durability.FORCED, NOT_ASKED);
    assertThat(byAddress.putIfAbsent("a/b", "c".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(new FolderObjectStore(folder).stat("a/b")).isPresent();
  }
}
