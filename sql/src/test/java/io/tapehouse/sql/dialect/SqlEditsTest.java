package io.tapehouse.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlEditsTest {

  @Test
  void editsApplyInTheOrderOfTheTextAndInsertionsInTheirOwn() {
    SqlEdits edits =
        new SqlEdits("abcdef").replace(4, 6, "Z").insert(1, "x").insert(1, "y").replace(1, 2, "B");
    assertThat(edits.apply()).isEqualTo("axyBcdZ");
  }

  @Test
  void twoEditsOfOneCharacterAreRefused() {
    SqlEdits edits = new SqlEdits("abcdef").replace(1, 4, "x").replace(3, 5, "y");
    assertThatThrownBy(edits::apply).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SqlEdits("ab").replace(1, 3, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPositionLeadsBackToTheCharacterOrToWhatWasReplaced() {
    RewrittenSql sql = new SqlEdits("select nvl(a, b)").replace(7, 10, "coalesce").rewritten();
    assertThat(sql.sql()).isEqualTo("select coalesce(a, b)");
    assertThat(sql.originalPosition(0)).isZero();
    assertThat(sql.originalPosition(7)).isEqualTo(7);
    assertThat(sql.originalPosition(12)).isEqualTo(7);
    assertThat(sql.originalPosition(sql.sql().indexOf("b)"))).isEqualTo(14);
    assertThat(sql.originalPosition(1000)).isEqualTo(16);
    assertThat(RewrittenSql.unchanged("abc").originalPosition(2)).isEqualTo(2);
  }
}
