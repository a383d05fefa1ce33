package io.tapehouse.etl.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.store.ObjectStore;
import io.tapehouse.store.ObjectStore.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Hadoop's own local file system; on S3A the application's tests use it. */
class HadoopObjectStoreTest {

  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    Configuration settings = new Configuration();
    settings.setClass(
        "fs.file.impl", RawLocalFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    settings.setBoolean("fs.file.impl.disable.cache", true);
    store =
        new HadoopObjectStore(
            new org.apache.hadoop.fs.Path(folder.resolve("root").toUri()), settings);
  }

  @Test
  void theFirstOfAKeyStands() throws IOException {
    assertThat(store.putIfAbsent("a/b/c", bytes("first"))).isTrue();
    Path source = Files.writeString(folder.resolve("source"), "second");
    assertThat(store.putIfAbsent("a/b/c", source)).isFalse();
    assertThat(store.putIfAbsent("a/b/d", source)).isTrue();
    assertThat(read("a/b/c")).isEqualTo("first");
    assertThat(read("a/b/d")).isEqualTo("second");
    assertThat(store.list("a/"))
        .containsExactly(new ObjectInfo("a/b/c", 5), new ObjectInfo("a/b/d", 6));
    assertThat(store.list("")).hasSize(2);
    assertThat(store.children("")).containsExactly("a");
    assertThat(store.stat("a/b/c")).contains(new ObjectInfo("a/b/c", 5));
    assertThat(store.stat("a/b")).as("a folder is no object").isEmpty();
  }

  @Test
  void aCopyIsInTheScratchFolder() throws IOException {
    store.putIfAbsent("a/Daily.zip", bytes("zip"));
    Path copy = store.localCopy("a/Daily.zip", Files.createDirectories(folder.resolve("scratch")));
    assertThat(copy).hasParent(folder.resolve("scratch")).hasFileName("Daily.zip");
    assertThat(copy).hasContent("zip");
  }

  @Test
  void whatIsNotThere() throws IOException {
    assertThatThrownBy(() -> read("no")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.localCopy("no", folder)).isInstanceOf(NoSuchFileException.class);
    assertThat(store.stat("no")).isEmpty();
    assertThat(store.list("no/")).isEmpty();
    assertThat(store.children("no/")).isEmpty();
    store.delete("no");
    store.putIfAbsent("yes", bytes("1"));
    store.delete("yes");
    assertThat(store.stat("yes")).isEmpty();
  }

  @Test
  void whatIsNoKey() {
    for (String key : new String[] {"", "/a", "a//b", "../a", "a/./b"}) {
      assertThatThrownBy(() -> store.putIfAbsent(key, bytes("x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private String read(String key) throws IOException {
    try (InputStream in = store.open(key)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
