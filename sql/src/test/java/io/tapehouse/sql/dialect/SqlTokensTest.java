package io.tapehouse.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTokensTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "select a.b from \"T x\" -- c#WORD WORD PUNCTUATION WORD WORD QUOTED_NAME",
        "'it''s' || E'a\\'b' || $$d'$$ || $t$ $$ $t$#STRING OPERATOR STRING OPERATOR STRING OPERATOR STRING",
        "/* a /* nested */ still */ 1.5e-3 .5 $1#NUMBER NUMBER PARAMETER",
        "a=-1#WORD OPERATOR OPERATOR NUMBER",
        "x::int !~* '^a'#WORD PUNCTUATION WORD OPERATOR STRING",
        "1-- no operator#NUMBER",
        "'open#STRING",
        "\"open#QUOTED_NAME",
        "/* open#^^",
        "台積電 𠮷#WORD WORD"
      })
  void cutsAsPostgresDoes(String sql, String kinds) {
    assertThat(SqlTokens.of(sql).stream().map(token -> token.kind().name()))
        .isEqualTo(kinds.isEmpty() ? List.of() : List.of(kinds.split(" ")));
  }

  @Test
  void aCommentEndsWithAnyEndOfLine() {
    assertThat(SqlTokens.statements("select 1 -- ;\r; select 2"))
        .containsExactly("select 1 -- ;\r", " select 2");
  }

  @Test
  void statementsAreCutAtSemicolonsThatAreNotWithinTokens() {
    assertThat(SqlTokens.statements("select ';' ; ; -- ;\n select \"a;b\";"))
        .containsExactly("select ';' ", " -- ;\n select \"a;b\"");
  }

  @Test
  void tokensAndWhatLiesBetweenThemAddUpToTheText() {
    Random random = new Random(7);
    String characters = "ab'\"$-/*;.:(),=<>!~E1 \n\\台\uD842\uDFB7";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int i = 0; i < length; i++) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      String sql = text.toString();
      int at = 0;
      for (SqlToken token : SqlTokens.of(sql)) {
        assertThat(token.start()).as(sql).isGreaterThanOrEqualTo(at);
        assertThat(token.text()).as(sql).isEqualTo(sql.substring(token.start(), token.end()));
        assertThat(token.text()).as(sql).isNotEmpty();
        assertThat(isGap(sql.substring(at, token.start()))).as(sql).isTrue();
        at = token.end();
      }
      assertThat(isGap(sql.substring(at))).as(sql).isTrue();
    }
  }

  /** White space and comments, by a reading of their own. */
  private static boolean isGap(String text) {
    String rest = text.strip();
    while (!rest.isEmpty()) {
      if (rest.startsWith("--")) {
        int end = rest.indexOf('\n');
        rest = end < 0 ? "" : rest.substring(end).strip();
      } else if (rest.startsWith("/*")) {
        int depth = 1;
        int at = 2;
        while (at < rest.length() && depth > 0) {
          boolean opens = rest.startsWith("/*", at);
          boolean closes = rest.startsWith("*/", at);
          depth += opens ? 1 : closes ? -1 : 0;
          at += opens || closes ? 2 : 1;
        }
        rest = rest.substring(Math.min(at, rest.length())).strip();
      } else {
        return false;
      }
    }
    return true;
  }

  @Test
  void aNameIsInLowerCaseUnlessItIsQuoted() {
    List<SqlToken> tokens = SqlTokens.of("Foo \"Foo\" \"a\"\"b\"");
    assertThat(tokens.stream().map(SqlToken::name)).containsExactly("foo", "Foo", "a\"b");
    assertThat(tokens.get(1).kind()).isEqualTo(Kind.QUOTED_NAME);
  }

  @Test
  void onlyPlainStringsHaveAValue() {
    assertThat(SqlTokens.of("'it''s' E'x' $$y$$ 'open").stream().map(SqlToken::value))
        .containsExactly(
            java.util.Optional.of("it's"),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty());
  }
}
