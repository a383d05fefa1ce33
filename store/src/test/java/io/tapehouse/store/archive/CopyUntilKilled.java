package io.tapehouse.store.archive;

import io.tapehouse.store.FolderObjectStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;

/** A process that copies an archive; a line for each version that is done. */
final class CopyUntilKilled {

  private CopyUntilKilled() {}

  /**
   * Copies and ends, unless it is ended before.
   *
   * @param arguments folder of the source, folder for files, then as {@link Places#open} takes it
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    Archive source = new Archive(new FolderObjectStore(Path.of(arguments[0])), Clock.systemUTC());
    Archive target = new Archive(Places.open(arguments, 2), Clock.systemUTC());
    new ArchiveCopy(source, target, Path.of(arguments[1]))
        .copy(
            CopyPlan.everything().by(2),
            version -> {
              out.println(version.name());
              out.flush();
            });
  }
}
