package io.tapehouse.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page of compatibility, whose rows run, does not show. */
class RedshiftDialectTest {

  private static final Set<SqlToken.Kind> VERBATIM =
      Set.of(SqlToken.Kind.STRING, SqlToken.Kind.QUOTED_NAME);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select code, name as n from exchange where code = 'nvl(1, 2) top 3' -- sysdate public.x",
        "select /* getdate() minus select */ \"sysdate\" from t where \"public\".\"minus\" is null and public = 1",
        "select t.sysdate, t.top from (select 1 as sysdate, 2 as top) as t",
        "select public.code from exchange public",
        "from exchange",
        "select * exclude (code), t.* from exchange as t",
        "select columns(*) from exchange",
        "select x y, x \"Z\" from t",
        "select ((",
        "select )) from 'x",
        "select extract( from",
        "top 3",
        "select a from t where a similar to b and decode(a) and convert(a)",
      })
  void leavesAsItIs(String sql) {
    assertThat(RedshiftDialect.toDuckDb(sql)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "select top 3 a from t;#select  a from t LIMIT 3;",
        "select distinct top (5) a from t /* all */#select distinct  a from t LIMIT (5) /* all */",
        "select top $1 a from t#select  a from t LIMIT $1",
        "select a from (select top 1 a from t) as u#select a from (select  a from t LIMIT 1) as u",
        "select top 1 a from t union all select a from u"
            + "#(select  a from t LIMIT 1) union all select a from u",
        "select Public.T.a from Tapehouse.Public.T#select main.T.a from main.T",
        "select a from \"public\".\"t\"#select a from main.\"t\"",
        "select a from t where b = sysdate - 1#select a from t where b = redshift_sysdate() - 1",
        "select a from t group by a having nvl(max(b), nvl(c, d)) > 0"
            + "#select a from t group by a having coalesce(max(b), coalesce(c, d)) > 0",
        "select a from t order by sum(x), sum(distinct x), sum(count(*)) over ()"
            + "#select a from t order by redshift_sum(x), sum(distinct x), sum(count(*)) over ()",
        "select sum(v) as v, avg(v) as w from t#select redshift_sum(v) as v, redshift_avg(v) as w from t",
        "select trunc($1) as a, trunc(m) as b#select trunc($1) as a, redshift_trunc(m) as b",
        "select v * 2 as w, sum(w) as s from t#select v * 2 as w, sum(w) as s from t",
        "select ratio_to_report(nvl(a, 0)) over (partition by b) as r from t"
            + "#select (CAST((coalesce(a, 0)) AS DOUBLE) / nullif(sum(coalesce(a, 0)) over (partition by b), 0)) as r from t",
      })
  void rewrites(String sql, String expected) {
    assertThat(RedshiftDialect.toDuckDb(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "max(a)#max",
        "COUNT(*)#count",
        "row_number() over (order by a)#row_number",
        "lag(a) ignore nulls over w#lag",
        "a::bigint#a",
        "max(a)::numeric(10, 2)#max",
        "'1'::double precision#float8",
        "cast(t.a as int)#a",
        "case when a then b else c end#c",
        "case when a then b else 1 end#case",
        "case when a then case b when 1 then 2 else c end end#case",
        "a + b#?column?",
        "(a + b)#?column?",
        "a is null#?column?",
        "a between 1 and b#?column?",
        "date '2024-05-08'#date",
        "approximate count(distinct a)#count",
        "percentile_cont(0.5) within group (order by a) over (partition by b)#percentile_cont",
        "convert(date, a)#a",
        "-1#?column?"
      })
  void namesAColumnAsPostgresDoes(String item, String name) {
    assertThat(RedshiftDialect.toDuckDb("select " + item + ", z from t"))
        .contains(" AS \"" + name + "\", z from t");
  }

  @Test
  void stringsQuotedNamesAndPlacesSurviveWhateverStandsAroundThem() {
    String[] words = {
      "select",
      "top",
      "3",
      "from",
      "as",
      "(",
      ")",
      ",",
      ",",
      ".",
      "public",
      "sum",
      "avg",
      "nvl(",
      "decode(",
      "dateadd(",
      "datediff(",
      "listagg(",
      "within group (order by",
      "over (",
      "ignore nulls",
      "over",
      "sysdate",
      "minus",
      "union",
      "case",
      "when",
      "end",
      "else",
      "::",
      "int",
      "trunc(",
      "to_char(",
      "ratio_to_report(",
      "json_extract_path_text(",
      "count(distinct",
      "approximate",
      "lpad(",
      "+",
      ";",
      "[",
      "]",
      "-- c\n",
      "/* nvl( */"
    };
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(25);
      for (int i = 0; i < length; i++) {
        String word =
            switch (random.nextInt(5)) {
              case 0 -> "'q" + i + " top 3'";
              case 1 -> "\"q" + i + " nvl(\"";
              default -> words[random.nextInt(words.length)];
            };
        text.append(word).append(' ');
      }
      String sql = text.toString();
      RewrittenSql rewritten = RedshiftDialect.rewrite(sql);
      List<SqlToken> before = verbatim(sql);
      Iterator<SqlToken> after = verbatim(rewritten.sql()).iterator();
      for (SqlToken token : before) {
        SqlToken found = after.next();
        // RATIO_TO_REPORT repeats its argument, and columns get names.
        while (!found.text().equals(token.text())) {
          found = after.next();
        }
      }
      for (RewrittenSql.Kept part : rewritten.parts()) {
        if (part.length() > 0) {
          assertThat(rewritten.originalPosition(part.rewritten())).isEqualTo(part.original());
          assertThat(
                  rewritten
                      .sql()
                      .startsWith(
                          sql.substring(part.original(), part.original() + part.length()),
                          part.rewritten()))
              .isTrue();
        }
      }
    }
  }

  private static List<SqlToken> verbatim(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    for (SqlToken token : SqlTokens.of(sql)) {
      if (VERBATIM.contains(token.kind())) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /**
   * A thousand levels of parentheses, and a list of a thousand values, take no time to speak of.
   */
  @Test
  void longStatementsPass() {
    String deep = "select " + "nvl(".repeat(1000) + "1" + ", 2)".repeat(1000);
    assertThat(RedshiftDialect.toDuckDb(deep)).contains("coalesce(".repeat(1000));
    String wide = "select a from t where b in (" + "1, ".repeat(100_000) + "1)";
    assertThat(RedshiftDialect.toDuckDb(wide)).isEqualTo(wide);
  }
}
