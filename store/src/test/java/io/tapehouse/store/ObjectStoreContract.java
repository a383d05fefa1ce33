package io.tapehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.store.ObjectStore.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ObjectStore} does; a subclass for each implementation. */
public abstract class ObjectStoreContract {

  private static final int WRITERS = 8;
  private static final int BIG = 11_000_001;

  @TempDir Path scratch;
  private ObjectStore store;

  /** A store of one and the same place, empty at first; a new instance at each call. */
  protected abstract ObjectStore open() throws IOException;

  /** Whether a key is an unfinished file that the server below shows, though it should not. */
  protected boolean isOfTheServer(String key) {
    return false;
  }

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @Test
  void whatWasPutIsThere() throws IOException {
    assertThat(store.putIfAbsent("a/b/c.txt", bytes("hello"))).isTrue();
    assertThat(read("a/b/c.txt")).isEqualTo(bytes("hello"));
    assertThat(store.stat("a/b/c.txt")).contains(new ObjectInfo("a/b/c.txt", 5));
    assertThat(store.location("a/b/c.txt")).endsWith("a/b/c.txt");
  }

  @Test
  void aFileIsPutAndStaysAsItIs() throws IOException {
    Path source = Files.write(scratch.resolve("source"), bytes("from a file"));
    assertThat(store.putIfAbsent("x", source)).isTrue();
    assertThat(store.putIfAbsent("x", source)).isFalse();
    assertThat(read("x")).isEqualTo(bytes("from a file"));
    assertThat(source).hasContent("from a file");
    Files.write(source, bytes("something else"));
    assertThat(read("x")).isEqualTo(bytes("from a file"));
  }

  @Test
  void aTakenKeyKeepsItsBytes() throws IOException {
    store.putIfAbsent("x", bytes("first"));
    assertThat(store.putIfAbsent("x", bytes("second"))).isFalse();
    assertThat(read("x")).isEqualTo(bytes("first"));
  }

  @Test
  void anObjectMayBeEmpty() throws IOException {
    assertThat(store.putIfAbsent("empty", new byte[0])).isTrue();
    assertThat(read("empty")).isEmpty();
    assertThat(store.stat("empty")).contains(new ObjectInfo("empty", 0));
  }

  @Test
  void whatIsMissingIsMissing() throws IOException {
    store.putIfAbsent("a/b", bytes("1"));
    for (String key : List.of("nothing", "a", "a/c", "b/a")) {
      assertThat(store.stat(key)).as(key).isEmpty();
      assertThatThrownBy(() -> read(key)).as(key).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> store.localCopy(key, scratch))
          .as(key)
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void aSourceThatIsMissingWritesNothing() throws IOException {
    assertThatThrownBy(() -> store.putIfAbsent("x", scratch.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(store.stat("x")).isEmpty();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aLocalCopyHasTheBytes() throws IOException {
    store.putIfAbsent("a/x", bytes("copy me"));
    assertThat(store.localCopy("a/x", scratch)).hasBinaryContent(bytes("copy me"));
  }

  @Test
  void listsAreOrderedAndDeep() throws IOException {
    for (String key : List.of("b/2", "a/c/1", "a.b", "a/b", "ab/1", "a-b")) {
      store.putIfAbsent(key, bytes(key));
    }
    assertThat(store.list(""))
        .extracting(ObjectInfo::key)
        .containsExactly("a-b", "a.b", "a/b", "a/c/1", "ab/1", "b/2");
    assertThat(store.list("a/"))
        .containsExactly(new ObjectInfo("a/b", 3), new ObjectInfo("a/c/1", 5));
    assertThat(store.list("nothing/")).isEmpty();
  }

  @Test
  void timesAreOfTheStoresClock() throws IOException {
    // The store's clock is this machine's here, with whole seconds in S3.
    Instant before = Instant.now().minusSeconds(2);
    store.putIfAbsent("a/b", bytes("abc"));
    ObjectStore.WrittenObject object = store.listWritten("a/").get(0);
    assertThat(object.key()).isEqualTo("a/b");
    assertThat(object.size()).isEqualTo(3);
    assertThat(object.written()).isBetween(before, Instant.now().plusSeconds(2));
  }

  @Test
  void everyLegalKeyIsListed() throws IOException {
    List<String> keys = List.of(".hidden/x", ".incoming-2/x", "_receipt.json", "a b/成交.csv");
    for (String key : keys) {
      store.putIfAbsent(key, bytes("x"));
    }
    assertThat(store.list("")).extracting(ObjectInfo::key).containsExactlyElementsOf(keys);
  }

  @Test
  void signsInKeysAreLetters() throws IOException {
    for (String name : List.of("a+b", "a%20b", "a&b=c", "a#b", "(a)!'~", "a;b,c@d$e", "k=v")) {
      String key = "signs/" + name + "/x " + name;
      assertThat(store.putIfAbsent(key, bytes(name))).as(key).isTrue();
      assertThat(read(key)).as(key).isEqualTo(bytes(name));
      assertThat(store.children("signs/")).contains(name);
      assertThat(store.list("signs/" + name + "/")).extracting(ObjectInfo::key).containsOnly(key);
      store.delete(key);
      assertThat(store.stat(key)).as(key).isEmpty();
    }
  }

  @Test
  void aBigFileIsWhole() throws IOException {
    byte[] big = new byte[BIG];
    new Random(5).nextBytes(big);
    Path source = Files.write(scratch.resolve("big"), big);
    assertThat(store.putIfAbsent("a/big", source)).isTrue();
    assertThat(store.stat("a/big")).contains(new ObjectInfo("a/big", BIG));
    assertThat(read("a/big")).isEqualTo(big);
    assertThat(store.localCopy("a/big", scratch.resolve("copies"))).hasBinaryContent(big);
    big[BIG / 2]++;
    Files.write(source, big);
    assertThat(store.putIfAbsent("a/big", source)).isFalse();
    assertThat(read("a/big")[BIG / 2]).isEqualTo((byte) (big[BIG / 2] - 1));
  }

  @Test
  void ofManyWritersOfABigFileOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        byte[] big = new byte[BIG];
        java.util.Arrays.fill(big, (byte) writer);
        Path source = Files.write(scratch.resolve("big" + writer), big);
        ObjectStore mine = open();
        writers.add(() -> mine.putIfAbsent("big", source));
      }
      int winner = -1;
      List<Future<Boolean>> answers = threads.invokeAll(writers);
      for (int writer = 0; writer < answers.size(); writer++) {
        if (answers.get(writer).get()) {
          assertThat(winner).as("a second winner").isNegative();
          winner = writer;
        }
      }
      assertThat(winner).isNotNegative();
      assertThat(read("big")).hasSize(BIG).containsOnly(winner);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aStreamMayBeClosedBeforeItsEnd() throws IOException {
    Path source = Files.write(scratch.resolve("big"), new byte[BIG]);
    store.putIfAbsent("big", source);
    for (int i = 0; i < 100; i++) {
      try (InputStream in = store.open("big")) {
        assertThat(in.read()).isZero();
      }
    }
  }

  @Test
  void childrenAreTheNextPartsAlone() throws IOException {
    for (String key : List.of("b/2", "a/c/1", "a/b", "a/c/2")) {
      store.putIfAbsent(key, bytes(key));
    }
    assertThat(store.children("")).containsExactly("a", "b");
    assertThat(store.children("a/")).containsExactly("b", "c");
    assertThat(store.children("a/b/")).isEmpty();
    assertThat(store.children("nothing/")).isEmpty();
  }

  @Test
  void deletingMakesTheKeyFree() throws IOException {
    store.putIfAbsent("a/x", bytes("1"));
    store.delete("a/x");
    assertThat(store.stat("a/x")).isEmpty();
    assertThat(store.list("")).isEmpty();
    assertThat(store.putIfAbsent("a/x", bytes("2"))).isTrue();
    assertThat(read("a/x")).isEqualTo(bytes("2"));
  }

  @Test
  void deletingWhatIsMissingDoesNothing() throws IOException {
    store.putIfAbsent("a/x", bytes("1"));
    store.delete("nothing");
    store.delete("a/y");
    store.delete("a");
    assertThat(read("a/x")).isEqualTo(bytes("1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/.", "./a", "a/..", "../a", "a/../b"})
  void illegalKeysAreRefused(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> store.putIfAbsent(key, bytes("x")));
    assertThatIllegalArgumentException().isThrownBy(() -> read(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.stat(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store.location(key));
  }

  @Test
  void aPrefixEndsWithASlash() {
    assertThatIllegalArgumentException().isThrownBy(() -> store.list("a"));
    assertThatIllegalArgumentException().isThrownBy(() -> store.children("a"));
  }

  @Test
  void ofManyWritersOneWinsAndItsBytesAreWhole() throws Exception {
    Random random = new Random(20210726);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int round = 0; round < 25; round++) {
        String key = "race/" + round;
        CyclicBarrier start = new CyclicBarrier(WRITERS);
        List<byte[]> candidates = new ArrayList<>();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          byte[] bytes = new byte[50_000 + writer];
          random.nextBytes(bytes);
          candidates.add(bytes);
          ObjectStore mine = open();
          writers.add(
              () -> {
                start.await();
                return mine.putIfAbsent(key, bytes);
              });
        }
        List<Future<Boolean>> answers = threads.invokeAll(writers);
        int winner = -1;
        for (int writer = 0; writer < WRITERS; writer++) {
          if (answers.get(writer).get()) {
            assertThat(winner).as("a second winner of round %d", round).isNegative();
            winner = writer;
          }
        }
        assertThat(winner).as("winner of round %d", round).isNotNegative();
        assertThat(read(key)).isEqualTo(candidates.get(winner));
      }
      assertThat(store.list("")).hasSize(25);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoeverListsWhileOthersWriteSeesWholeObjects() throws Exception {
    byte[] bytes = new byte[20_000];
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        String folder = "w" + writer + "/";
        ObjectStore mine = open();
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 150; i++) {
                    mine.putIfAbsent(folder + i, bytes);
                    if (i % 2 == 0) {
                      mine.delete(folder + i);
                    }
                  }
                  return null;
                }));
      }
      Future<?> reader =
          threads.submit(
              () -> {
                while (!done.get()) {
                  assertThat(store.list(""))
                      .filteredOn(object -> !isOfTheServer(object.key()))
                      .allMatch(object -> object.size() == bytes.length);
                }
                return null;
              });
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      reader.get();
      assertThat(store.list("")).hasSize(150);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private byte[] read(String key) throws IOException {
    try (InputStream in = store.open(key)) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
