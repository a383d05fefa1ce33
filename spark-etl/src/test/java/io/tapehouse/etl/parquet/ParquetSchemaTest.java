package io.tapehouse.etl.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Partition;
import io.tapehouse.dictionary.Table;
import io.tapehouse.dictionary.Table.Column;
import io.tapehouse.etl.job.LocalSpark;
import io.tapehouse.etl.place.Location;
import io.tapehouse.etl.tables.LakeTables;
import io.tapehouse.store.job.EtlJob;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every table of the lake has a Parquet form. */
class ParquetSchemaTest {

  @TempDir Path folder;

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

  @ParameterizedTest
  @ValueSource(strings = {"derivative_bar", "ccass_raw_row", "ccass_page"})
  void sparkWritesTheSameForm(String name) throws IOException {
    Table table = Dictionary.load().lakeTable(name);
    List<String> cells =
        table.columns().stream()
            .filter(column -> !column.name().equals("attempt_id"))
            .map(
                column ->
                    "CAST(%s AS %s) AS %s".formatted(sample(column), type(column), column.name()))
            .toList();
    LakeTables tables =
        new LakeTables(
            LocalSpark.sql(), Dictionary.load(), new Location(folder.toString()), "execution");
    Dataset<Row> rows =
        tables.read(name, List.of()).sparkSession().sql("SELECT " + String.join(", ", cells));
    Manifest manifest =
        tables.write(
            rows, name, new EtlJob.Attempt(new Partition("test", LocalDate.of(2025, 9, 11)), "a1"));
    MessageType written =
        ParquetRows.schema(folder.resolve(manifest.folder() + manifest.files().get(0).name()));
    assertThat(written.getFields())
        .extracting(ParquetSchemaTest::form)
        .containsExactlyElementsOf(
            ParquetSchema.of(table).getFields().stream().map(ParquetSchemaTest::form).toList());
  }

  /** Spark does not prove to itself that there is no NULL. */
  private static String form(Type type) {
    return "%s %s %s"
        .formatted(
            type.getName(),
            type.asPrimitiveType().getPrimitiveTypeName(),
            type.getLogicalTypeAnnotation());
  }

  private static String sample(Column column) {
    return switch (column.type()) {
      case "DATE", "TIMESTAMP" -> "DATE '2025-09-11'";
      case "BOOLEAN" -> "true";
      default -> "'1'";
    };
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case "DOUBLE PRECISION" -> "DOUBLE";
      case "TIMESTAMP" -> "TIMESTAMP_NTZ";
      default -> column.type().startsWith("VARCHAR") ? "STRING" : column.type();
    };
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
