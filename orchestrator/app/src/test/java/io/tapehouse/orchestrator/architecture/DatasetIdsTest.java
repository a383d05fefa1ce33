package io.tapehouse.orchestrator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a dataset is stands in the dictionary: its id stands in no Java but where it is read, or is
 * fetched or imported in a way of its own.
 */
class DatasetIdsTest {

  private static final Path ROOT = Path.of("..", "..");

  /** Where an id may stand, by the end of the path or a folder in it, and why. */
  private static final Map<String, String> ALLOWED =
      Map.of(
          "extractors/src/main/java/", "readers say which dataset they read",
          "etl/job/FileEtls.java", "which reader reads which dataset",
          "Etl.java", "an ETL names its dataset",
          "source/CcassSource.java", "fetches pages by a form, as no other dataset is",
          "source/ArchiveImport.java", "which files of people are imported, and by whom",
          "source/StockListImport.java", "reads files that people saved",
          "source/CorporateActionImport.java", "reads a file that people wrote",
          "source/PageImport.java", "reads files that people saved",
          "cli/ArchiveImportCommand.java", "help for those who import such files");

  /** The one dataset that needs a token, which its message names. */
  private static final Map<String, String> TOLD =
      Map.of("cli/DoctorCommand.java", "FINMIND_TOKEN", "config/FetchConfig.java", "finmind-token");

  @Test
  void standInNoJavaOfTheProgramButWhereTheirFilesAreRead() throws IOException {
    List<String> ids = Dictionary.load().datasets().stream().map(Dataset::id).toList();
    List<String> found =
        sources()
            .filter(file -> ids.stream().anyMatch(text(file)::contains))
            .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
            .filter(name -> !name.startsWith("simulator/") && !name.startsWith("emulators/"))
            .toList();
    assertThat(found).isNotEmpty();
    assertThat(found)
        .allMatch(
            name ->
                ALLOWED.keySet().stream()
                        .anyMatch(
                            part ->
                                part.endsWith("/") ? name.startsWith(part) : name.endsWith(part))
                    || TOLD.keySet().stream().anyMatch(name::endsWith),
            "may name a dataset");
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(path -> path.toString().replace('\\', '/').contains("/src/main/java/"))
          .filter(path -> path.toString().endsWith(".java"))
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
