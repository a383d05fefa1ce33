package io.tapehouse.sql.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFileTest {

  private static final String TEXT =
      """
      -- title: How many
      -- about: Of what,
      --     and why.
      -- A word for who reads the file.
      -- parameter: stock stock required: which one
      -- parameter: since date optional: the first day
      -- parameter: top integer>=1 = 10: how many, at most
      -- parameter: share decimal>=0 = 0.5: of what
      -- parameter: word text = a b: of what
      -- parameter: scale text(day|week) = week: how long
      -- column: n: the number
      -- column: percent_2: of
      --     all
      SELECT :top AS n, -- not :other
        ':stock' || :word || :stock
      -- a note about :nothing
      FROM t WHERE x::date >= :since AND ":share" > :share AND :scale > 0 /* :nor
      this */
      """;

  private static final NamedQuery QUERY = QueryFile.read("how-many", TEXT);

  @Test
  void declaresWhatItIs() {
    assertThat(QUERY.title()).isEqualTo("How many");
    assertThat(QUERY.about()).containsExactly("Of what, and why.");
    assertThat(QUERY.columns())
        .containsExactly(
            new QueryColumn("n", "the number"), new QueryColumn("percent_2", "of all"));
    assertThat(QUERY.parameters())
        .extracting(QueryParameter::name, QueryParameter::type, QueryParameter::presenceWord)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("stock", ParameterType.STOCK, "required"),
            org.assertj.core.groups.Tuple.tuple("since", ParameterType.DATE, "optional"),
            org.assertj.core.groups.Tuple.tuple("top", ParameterType.INTEGER, "10"),
            org.assertj.core.groups.Tuple.tuple("share", ParameterType.DECIMAL, "0.5"),
            org.assertj.core.groups.Tuple.tuple("word", ParameterType.TEXT, "a b"),
            org.assertj.core.groups.Tuple.tuple("scale", ParameterType.TEXT, "week"));
    assertThat(QUERY.parameters())
        .extracting(QueryParameter::typeWord)
        .containsExactly("stock", "date", "integer", "decimal", "text", "day|week");
    assertThat(QUERY.sql()).startsWith("SELECT").doesNotContain("a note");
  }

  @Test
  void bindsEachPlaceAndNothingElse() {
    BoundQuery bound = QUERY.bind(Map.of("stock", "700", "since", "2024-11-05", "top", "3"));
    assertThat(bound.sql(name -> "<" + name + ">"))
        .isEqualTo(
            """
            SELECT <top> AS n, -- not :other
              ':stock' || <word> || <stock>
            FROM t WHERE x::date >= <since> AND ":share" > <share> AND <scale> > 0 /* :nor
            this */""");
    assertThat(bound.inOrder().stream().map(BoundValue::value))
        .containsExactly(
            3L, "a b", "00700", LocalDate.of(2024, 11, 5), new BigDecimal("0.5"), "week");
    assertThat(QUERY.bind(Map.of("stock", "1")).values().get("since"))
        .isEqualTo(new BoundValue(ParameterType.DATE, null));
  }

  @Test
  void aQueryWithoutValuesIsLeftAsItIs() {
    String sql = "SELECT ':a', :b, 'it''s' FROM t";
    assertThat(BoundQuery.of(sql).sql(name -> "?")).isEqualTo(sql);
    assertThat(BoundQuery.of(sql).inOrder()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stock=x | stock: expected a stock code of one to five digits, such as 00700, found 'x'",
        "stock=123456 | stock: expected a stock code of one to five digits",
        "stock= | stock: expected a stock code of one to five digits",
        "since=2024-02-30 | since: expected a date such as 2024-11-05, found '2024-02-30'",
        "top=1.5 | top: expected a whole number, found '1.5'",
        "top=0 | top: expected a whole number from 1 on, found '0'",
        "share=-0.1 | share: expected a number such as 0.5 from 0 on, found '-0.1'",
        "share=1e999999999 | share: expected a number such as 0.5, found '1e999999999'",
        "share=0,5 | share: expected a number such as 0.5, found '0,5'",
        "scale=month | scale: expected one of day, week, found 'month'",
        "word=' ' | word: expected a text, found ' '",
        "Stock=1 | how-many has no parameter 'Stock'; it has stock, since, top, share, word, scale",
        "top=1 | how-many needs stock, a stock code of one to five digits, such as 00700: which one",
      })
  void refusesWrongValues(String given, String words) {
    String[] parts = given.split("=", 2);
    Map<String, String> values = new java.util.HashMap<>();
    if (!given.startsWith("top=1") || given.equals("top=1.5")) {
      values.put("stock", "1");
    }
    values.put(parts[0], parts[1].replace("'", ""));
    assertThatThrownBy(() -> QUERY.bind(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- column: n: x\nSELECT 1",
        "-- title: x\n-- title: y\n-- column: n: x\nSELECT 1",
        "-- title: x\nSELECT 1",
        "-- title: x\n-- column: n: x\n",
        "-- title: x\n-- column: no meaning\nSELECT 1",
        "-- title: x\n-- column: n: x\nSELECT :a",
        "-- title: x\n-- parameter: a date optional: y\n-- column: n: x\nSELECT 1",
        "-- title: x\n-- parameter: a day optional: y\n-- column: n: x\nSELECT :a",
        "-- title: x\n-- parameter: a date perhaps: y\n-- column: n: x\nSELECT :a",
        "-- title: x\n-- parameter: a integer = ten: y\n-- column: n: x\nSELECT :a",
        "-- title: x\n-- parameter: a integer>=1 = 0: y\n-- column: n: x\nSELECT :a",
        "-- title: x\n-- parameter: a text(b|c) = d: y\n-- column: n: x\nSELECT :a",
        "-- title: x\n-- parameter: a date optional: y\n-- parameter: a date optional: y\n-- column: n: x\nSELECT :a",
      })
  void refusesFilesThatDeclareAnotherThing(String text) {
    assertThatThrownBy(() -> QueryFile.read("bad", text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("query bad: ");
  }

  @Test
  void theProgramKnowsAllFilesOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("queries"))) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replaceFirst("\\.sql$", "")).toList();
      assertThat(NamedQueries.names()).containsExactlyInAnyOrderElementsOf(names);
    }
    assertThat(NamedQueries.all())
        .allSatisfy(query -> assertThat(query.about()).as(query.name()).isNotEmpty());
    assertThat(NamedQueries.find("../migrations/V001__tables")).isEmpty();
  }
}
