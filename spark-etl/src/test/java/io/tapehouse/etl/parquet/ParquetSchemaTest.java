package io.tapehouse.etl.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.Table.Column;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every table of the lake has a Parquet form. */
class ParquetSchemaTest {

  static Stream<Table> tables() {
    return Dictionary.load().lakeTables().stream();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void columnsKeepTheirOrderAndNulls(Table table) {
    MessageType schema = ParquetSchema.of(table);
    assertThat(schema.getName()).isEqualTo(table.name());
    assertThat(schema.getFields())
        .extracting(Type::getName)
        .containsExactlyElementsOf(table.columns().stream().map(Column::name).toList());
    for (Column column : table.columns()) {
      assertThat(schema.getType(column.name()).getRepetition())
          .isEqualTo(column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED);
    }
  }

  @Test
  void aTypeThatTheLakeCannotHoldIsNamed() {
    Column column = new Column("price", "NUMERIC(38,2)", false, false, null, null, "a test");
    Table table = new Table("test", "a test", List.of(column), null, null, false, null, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParquetSchema.of(table))
        .withMessageContaining("price")
        .withMessageContaining("NUMERIC(38,2)");
  }
}
