package io.tapehouse.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The commands that the documents name are commands, with options that there are. */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..", "..");

  /** A command on lines of its own; one in quotes may go over several. */
  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^ {4}\\./tapehouse ((?:[^\\n\"]|\"[^\"]*\")*)$");

  private static final Pattern MENTIONED = Pattern.compile("`(?:\\./)?tapehouse ([^`]+)`");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
          Stream.of("README.md", "CONTRIBUTING.md", "infra/README.md", "notebooks/README.md")
              .map(ROOT::resolve),
          docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream())
          .toList()
          .stream();
    }
  }

  @Test
  void examplesAreFound() throws IOException {
    assertThat(documents().flatMap(DocumentedCommandsTest::examples)).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void examplesAreWholeCommands(Path document) {
    for (String example : examples(document).toList()) {
      assertThatCode(() -> parse(example))
          .as("%s: %s", document, example)
          .doesNotThrowAnyException();
    }
  }

  /** They are named without what they need besides. */
  @ParameterizedTest
  @MethodSource("documents")
  void whatIsMentionedIsACommand(Path document) {
    for (String mentioned : found(MENTIONED, document).toList()) {
      try {
        parse(mentioned);
      } catch (CommandLine.MissingParameterException e) {
        // As it is meant.
      } catch (CommandLine.ParameterException e) {
        throw new AssertionError("%s: %s".formatted(document, mentioned), e);
      }
    }
  }

  private static Stream<String> examples(Path document) {
    return found(EXAMPLE, document);
  }

  private static Stream<String> found(Pattern pattern, Path document) {
    String text;
    try {
      text = Files.readString(document).replace("\\\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pattern.matcher(text).results().map(match -> match.group(1));
  }

  private static void parse(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceAll("\\s+(#|>|\\|).*", ""));
    while (word.find()) {
      words.add(
          Stream.of(1, 2, 3)
              .map(word::group)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElseThrow());
    }
    CommandLine tapehouse = TapehouseCommand.commandLine(new StandardInstallation());
    tapehouse.parseArgs(words.toArray(String[]::new));
  }
}
