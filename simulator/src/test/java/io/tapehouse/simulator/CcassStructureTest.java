package io.tapehouse.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Compares simulated pages with real ones, which are in the folder of the system property {@code
 * tapehouse.captures} or in {@code shared/captures} beside the project. Skipped where there are
 * none.
 */
class CcassStructureTest {

  private final ExchangeSimulator simulator =
      ExchangeSimulator.start(SimulatorConfig.defaults().withToday(LocalDate.of(2025, 10, 15)));
  private final CcassVisitor visitor = new CcassVisitor(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static Document real(String file) throws IOException {
    String property = System.getProperty("tapehouse.captures");
    Path captures = property == null ? null : Path.of(property);
    for (Path at = Path.of("").toAbsolutePath();
        captures == null && at != null;
        at = at.getParent()) {
      Path folder = at.resolve("shared/captures");
      captures = Files.isDirectory(folder) ? folder : null;
    }
    assumeTrue(captures != null, "skipped: no captures folder; set -Dtapehouse.captures=DIR");
    Path page = captures.resolve(file);
    assumeTrue(Files.exists(page), "skipped: the captures have no " + file);
    return Jsoup.parse(page);
  }

  private static Document result() throws IOException {
    return real("hkex.ccass_shareholding/2025-10-14/09868__asked_2025-10-15.html");
  }

  @Test
  void theResultHasTheSameElements() throws IOException {
    Document real = result();
    Document simulated = visitor.search("09868", "2025/10/14").document();
    for (String part :
        new String[] {"#pnlResultSummary", "#pnlResultNormal tbody", ".search-bar__mobile"}) {
      assertThat(shapes(simulated, part)).as(part).isNotEmpty().isEqualTo(shapes(real, part));
    }
    assertThat(simulated.select("th").eachAttr("data-column-class"))
        .isEqualTo(real.select("#pnlResultNormal th").eachAttr("data-column-class"));
  }

  @Test
  void theResultSaysTheSameWords() throws IOException {
    Document real = result();
    Document simulated = visitor.search("09868", "2025/10/14").document();
    for (String words :
        new String[] {
          "#pnlResultNormal th",
          ".mobile-list-heading",
          ".summary-category",
          ".summary-header",
          "#pnlResultSummary .header",
          "h2.ccass-heading",
          ".searchDate b"
        }) {
      assertThat(new TreeSet<>(simulated.select(words).eachText()))
          .as(words)
          .isNotEmpty()
          .isEqualTo(new TreeSet<>(real.select(words).eachText()));
    }
  }

  @Test
  void theFormHasTheSameFields() throws IOException {
    Document real = real("_no_data/hkex_ccass/form_no_result.html");
    Document simulated = visitor.search("09868", "2019/01/02").document();
    assertThat(fields(simulated)).isNotEmpty().isEqualTo(fields(real));
    Document found = visitor.search("09868", "2025/10/14").document();
    assertThat(fields(found)).isEqualTo(fields(result()));
    assertThat(simulated.select("[id^=pnlResult]")).isEmpty();
    assertThat(simulated.title()).isEqualTo(real.title());
  }

  @Test
  void theListOfStocksHasTheSameCells() throws IOException {
    Document real = real("hkex.ccass_stock_list/2019-10-27/stocklist.html");
    Document simulated =
        Jsoup.parse(visitor.get(CcassVisitor.LIST + "?shareholdingdate=20251014").body());
    assertThat(shapes(simulated, "table")).isNotEmpty().isSubsetOf(shapes(real, "table"));
    assertThat(shapes(simulated, "tbody")).isEqualTo(shapes(real, "tbody"));
    assertThat(simulated.select("th").eachText()).isEqualTo(real.select("th").eachText());
  }

  /** Each element with its classes, below its parent with its own. */
  private static Set<String> shapes(Document page, String part) {
    Set<String> shapes = new TreeSet<>();
    for (Element element : page.select(part + " *")) {
      shapes.add(shape(element.parent()) + " > " + shape(element));
    }
    return shapes;
  }

  private static String shape(Element element) {
    return element.tagName() + new TreeSet<>(element.classNames());
  }

  /** Each field of the form with its type, and whether it has a value. */
  private static Set<String> fields(Document page) {
    Set<String> fields = new TreeSet<>();
    for (Element input : page.select("#form1 input")) {
      fields.add(
          String.join(
              " ",
              input.attr("type"),
              input.attr("name"),
              input.id(),
              input.attr("maxlength"),
              input.attr("readonly"),
              input.attr("value").isEmpty() ? "" : "filled in"));
    }
    return fields;
  }
}
