package io.tapehouse.store.archive;

import io.tapehouse.store.archive.Receipt.Origin;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;

/** A process that adds files to an archive until it is killed; a line for each it finished. */
final class AddUntilKilled {

  private static final int BYTES = 300_000;

  /** Enough for two parts. */
  private static final int BYTES_IN_PARTS = 6_500_000;

  private AddUntilKilled() {}

  /**
   * Never returns.
   *
   * @param arguments folder for files, seed, then as {@link Places#open} takes it
   */
  public static void main(String[] arguments) throws Exception {
    Path scratch = Path.of(arguments[0]);
    Random random = new Random(Long.parseLong(arguments[1]));
    boolean s3 = arguments.length > 3;
    Archive archive = new Archive(Places.open(arguments, 2), Clock.systemUTC());
    PrintStream out = System.out;
    byte[] bytes = new byte[s3 ? BYTES_IN_PARTS : BYTES];
    while (true) {
      random.nextBytes(bytes);
      Path first = Files.write(scratch.resolve("first"), bytes);
      random.nextBytes(bytes);
      Path second = Files.write(scratch.resolve("second"), bytes);
      Receipt receipt =
          archive
              .add(
                  "taifex.futures_tick",
                  LocalDate.of(2021, 7, 26),
                  Map.of("first", first, "second", second),
                  Origin.LIVE,
                  "x")
              .receipt();
      out.println(receipt.version());
      out.flush();
    }
  }
}
