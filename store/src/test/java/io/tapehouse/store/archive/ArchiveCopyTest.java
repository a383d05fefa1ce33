package io.tapehouse.store.archive;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.ObjectStore;
import java.util.List;

/** From folder to folder. */
class ArchiveCopyTest extends ArchiveCopyContract {

  @Override
  protected ObjectStore open() {
    return new FolderObjectStore(folder.resolve("cloud"));
  }

  @Override
  protected List<String> place() {
    return List.of(folder.resolve("cloud").toString());
  }
}
