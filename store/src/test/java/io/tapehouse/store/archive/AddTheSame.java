package io.tapehouse.store.archive;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Receipt.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/** A process that adds the same files for many dates on a signal. */
final class AddTheSame {

  private AddTheSame() {}

  /**
   * Says that it is ready, and begins with the first byte of its input.
   *
   * @param arguments the archive's folder, a folder for files, the first date, how many
   */
  public static void main(String[] arguments) throws Exception {
    Archive archive = new Archive(new FolderObjectStore(Path.of(arguments[0])), Clock.systemUTC());
    Path scratch = Path.of(arguments[1]);
    LocalDate first = LocalDate.parse(arguments[2]);
    Map<String, Path> files =
        Map.of(
            "a.csv", Files.writeString(scratch.resolve("a"), "the same a"),
            "b.csv", Files.writeString(scratch.resolve("b"), "the same b"));
    System.out.println("ready");
    if (System.in.read() < 0) {
      return;
    }
    for (int day = 0; day < Integer.parseInt(arguments[3]); day++) {
      archive.add("taifex.futures_tick", first.plusDays(day), files, Origin.REPLAY, "x");
    }
  }
}
