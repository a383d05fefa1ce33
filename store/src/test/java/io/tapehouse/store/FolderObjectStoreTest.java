package io.tapehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link FolderObjectStore} keeps the contract, and nothing of an unfinished write shows. */
class FolderObjectStoreTest extends ObjectStoreContract {

  @TempDir Path root;

  @Override
  protected ObjectStore open() {
    return new FolderObjectStore(root.resolve("objects"));
  }

  @Test
  void aFolderThatIsNotThereYetIsEmpty() throws IOException {
    assertThat(open().list("")).isEmpty();
    assertThat(open().children("")).isEmpty();
    assertThat(root.resolve("objects")).doesNotExist();
  }

  @Test
  void whatAWriterLeftUnfinishedIsNowhere() throws IOException {
    open().putIfAbsent("a/x", new byte[] {1});
    Files.write(root.resolve("objects/.incoming/left-by-a-crash"), new byte[] {1, 2});
    assertThat(open().children("")).containsExactly("a");
    assertThat(open().list("")).singleElement().extracting("key").isEqualTo("a/x");
    assertThatIllegalArgumentException().isThrownBy(() -> open().stat(".incoming/left-by-a-crash"));
  }

  @Test
  void aFinishedWriteLeavesNothingBehind() throws IOException {
    open().putIfAbsent("a/x", new byte[] {1});
    open().putIfAbsent("a/x", new byte[] {2});
    assertThat(root.resolve("objects/.incoming")).isEmptyDirectory();
  }
}
