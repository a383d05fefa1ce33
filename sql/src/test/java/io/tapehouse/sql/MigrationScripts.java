package io.tapehouse.sql;

import io.tapehouse.sql.migration.SqlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the folder of migrations, whether the program knows them or not. */
public final class MigrationScripts {

  private static final Path FOLDER = Path.of("src/main/resources/io/tapehouse/sql/migrations");

  private MigrationScripts() {}

  /** All of them, in the order of their numbers. */
  public static List<SqlScript> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .map(name -> SqlScript.read("migrations/" + name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One text of all. */
  static String text() {
    return all().stream().map(SqlScript::text).collect(Collectors.joining());
  }
}
