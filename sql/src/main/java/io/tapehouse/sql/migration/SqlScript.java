package io.tapehouse.sql.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of SQL among the program's resources.
 *
 * @param path where it lies, below {@code io/tapehouse/sql}
 * @param text what is in it
 */
public record SqlScript(String path, String text) {

  /**
   * Reads a script that ships with the program.
   *
   * @throws IllegalStateException when there is none: a defect of the build
   */
  public static SqlScript read(String path) {
    try (InputStream in = SqlScript.class.getResourceAsStream("/io/tapehouse/sql/" + path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      // Line ends are those of the repository, whatever the check-out made of them: a digest must
      // not depend on the machine that built the program.
      return new SqlScript(
          path, new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** Its statements without comments. A semicolon at the end of a line ends a statement. */
  public List<String> statements() {
    String bare =
        text.lines()
            .filter(line -> !line.strip().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return Arrays.stream(bare.split(";[ \t]*(\n|$)", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
