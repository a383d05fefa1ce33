package io.tapehouse.store.archive;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import java.util.List;

/** A process that is killed while it adds to a folder. */
class KilledWriterTest extends KilledWriterContract {

  @Override
  protected ObjectStore open() {
    return new FolderObjectStore(folder.resolve("archive"));
  }

  @Override
  protected List<String> place() {
    return List.of(folder.resolve("archive").toString());
  }

  @Override
  protected boolean bytesAreComing() {
    String[] entries = folder.resolve("archive/.incoming").toFile().list();
    return entries != null && entries.length > 0;
  }
}
