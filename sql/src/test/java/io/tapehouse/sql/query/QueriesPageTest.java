package io.tapehouse.sql.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/queries.md} lists is what the files of {@code sql/queries} declare ({@code
 * -Dtapehouse.write=true} writes it anew). What stands above the list is written by hand.
 */
class QueriesPageTest {

  private static final Path PAGE = Path.of("../docs/queries.md");

  private static final String BEGIN = "## The queries\n";

  @Test
  void thePageListsTheQueriesAsTheyAre() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN);
    String expected =
        page.substring(0, page.indexOf(BEGIN))
            + BEGIN
            + "\n| query | what it answers |\n|---|---|\n"
            + all(query -> "| [`%1$s`](#%1$s) | %2$s |\n".formatted(query.name(), query.title()))
            + all(QueriesPageTest::section);
    if (Boolean.getBoolean("tapehouse.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE))
        .as("%s is as the queries are; -Dtapehouse.write=true writes it", PAGE)
        .isEqualTo(expected);
  }

  private static String all(java.util.function.Function<NamedQuery, String> text) {
    return NamedQueries.all().stream().map(text).collect(Collectors.joining());
  }

  private static String section(NamedQuery query) {
    StringBuilder text =
        new StringBuilder("\n### " + query.name() + "\n\n" + query.title() + ".\n\n");
    query.about().forEach(line -> text.append("- ").append(line).append('\n'));
    if (!query.parameters().isEmpty()) {
      text.append("\n| parameter | values | default | meaning |\n|---|---|---|---|\n");
      for (QueryParameter one : query.parameters()) {
        text.append(
            "| `%s` | %s%s | %s | %s |\n"
                .formatted(
                    one.name(),
                    one.typeWord().replace("|", ", "),
                    one.least().map(least -> " from " + least + " on").orElse(""),
                    one.presenceWord(),
                    one.meaning()));
      }
    }
    text.append("\n| column | meaning |\n|---|---|\n");
    query.columns().forEach(c -> text.append("| `%s` | %s |\n".formatted(c.name(), c.meaning())));
    return text.toString();
  }
}
