package io.tapehouse.orchestrator.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.extractors.hkex.CcassPage.Language;
import io.tapehouse.extractors.hkex.CcassPageName;
import io.tapehouse.extractors.hkex.SavedFileReader;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a fetch that dies. */
class CcassPartsTest {

  private static final String DATASET = "hkex.ccass_shareholding";
  private static final LocalDate DATE = LocalDate.of(2025, 10, 16);

  @TempDir private Path root;

  @Test
  void whoDiesLosesLessThanTwentyPages() throws Exception {
    ObjectStore store = new FolderObjectStore(root.resolve("archive"));
    try (ScratchFolder folder = ScratchFolder.in(root.resolve("one"));
        SavedFileReader reader = new SavedFileReader()) {
      CcassParts dies = new CcassParts(store, DATASET, DATE, folder);
      for (int stock = 1; stock < 60; stock++) {
        dies.keep(name(stock), bytes(stock));
      }
      CcassParts next = new CcassParts(store, DATASET, DATE, folder);
      assertThat(next.written(reader)).hasSize(40).containsKeys(name(1), name(40));
      assertThat(reader.read(next.written(reader).get(name(40)))).isEqualTo(bytes(40));
      next.keep(name(50), bytes(50));
      next.write();
      assertThat(next.written(reader)).hasSize(41);
      next.remove();
      assertThat(store.list("_fetching/")).isEmpty();
    }
    assertThat(root.resolve("one")).isEmptyDirectory();
  }

  @Test
  void aPartThatIsDamagedIsLeftOut() throws Exception {
    ObjectStore store = new FolderObjectStore(root.resolve("archive"));
    try (ScratchFolder folder = ScratchFolder.in(root.resolve("one"));
        SavedFileReader reader = new SavedFileReader()) {
      CcassParts parts = new CcassParts(store, DATASET, DATE, folder);
      parts.keep(name(1), bytes(1));
      parts.write();
      Path cut = Files.write(root.resolve("cut"), new byte[] {'P', 'K', 3, 4});
      store.putIfAbsent("_fetching/" + DATASET + "/" + DATE + "/cut.zip", cut);
      assertThat(parts.written(reader).keySet()).isEqualTo(Set.of(name(1)));
    }
  }

  private static CcassPageName name(int stock) {
    return new CcassPageName("%05d".formatted(stock), Language.ENGLISH);
  }

  private static byte[] bytes(int stock) {
    return ("page " + stock).getBytes(StandardCharsets.UTF_8);
  }
}
