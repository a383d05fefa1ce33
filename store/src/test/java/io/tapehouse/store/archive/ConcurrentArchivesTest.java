package io.tapehouse.store.archive;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;

/** Archives on one folder. */
class ConcurrentArchivesTest extends ConcurrentArchivesContract {

  @Override
  protected ObjectStore open() {
    return new FolderObjectStore(folder.resolve("archive"));
  }
}
