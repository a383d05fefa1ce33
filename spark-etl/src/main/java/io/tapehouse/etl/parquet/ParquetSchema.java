package io.tapehouse.etl.parquet;

import io.tapehouse.dictionary.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The Parquet form of a table of the dictionary; Spark writes the same one. */
final class ParquetSchema {

  /** Eighteen digits fit into 64 bits. */
  private static final Pattern NUMERIC =
      Pattern.compile("NUMERIC\\((?<precision>\\d|1[0-8]),(?<scale>\\d)\\)");

  private static final int NARROW_DIGITS = 9;

  private ParquetSchema() {}

  static MessageType of(Table table) {
    List<Type> fields = new ArrayList<>();
    for (Table.Column column : table.columns()) {
      fields.add(field(column));
    }
    return new MessageType(table.name(), fields);
  }

  private static Type field(Table.Column column) {
    Type.Repetition repetition =
        column.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    String type = column.type();
    if (type.startsWith("VARCHAR(")) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition)
          .as(LogicalTypeAnnotation.stringType())
          .named(column.name());
    }
    Matcher numeric = NUMERIC.matcher(type);
    if (numeric.matches()) {
      return Types.primitive(
              isNarrow(type) ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64, repetition)
          .as(
              LogicalTypeAnnotation.decimalType(
                  decimals(type), Integer.parseInt(numeric.group("precision"))))
          .named(column.name());
    }
    return switch (type) {
      case "INTEGER" -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
      case "BIGINT" -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case "BOOLEAN" -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
      case "DOUBLE PRECISION" ->
          Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
      case "DATE" ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case "TIMESTAMP" ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
              .named(column.name());
      default ->
          throw new IllegalArgumentException(
              "column " + column.name() + " has the type " + type + ", which the lake cannot hold");
    };
  }

  /** Decimal places of a type; 0 for one that has none. */
  static int decimals(String type) {
    Matcher numeric = NUMERIC.matcher(type);
    return numeric.matches() ? Integer.parseInt(numeric.group("scale")) : 0;
  }

  /** Whether a type is a decimal of at most nine digits, which fit into 32 bits. */
  static boolean isNarrow(String type) {
    Matcher numeric = NUMERIC.matcher(type);
    return numeric.matches() && Integer.parseInt(numeric.group("precision")) <= NARROW_DIGITS;
  }
}
