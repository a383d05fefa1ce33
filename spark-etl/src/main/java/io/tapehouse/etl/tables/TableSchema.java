package io.tapehouse.etl.tables;

import io.tapehouse.dictionary.Table;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A table of the dictionary as Spark sees it. */
final class TableSchema {

  private TableSchema() {}

  static StructType of(Table table) {
    List<StructField> fields =
        table.columns().stream()
            .map(
                column ->
                    DataTypes.createStructField(
                        column.name(), type(column.type()), column.nullable()))
            .toList();
    return DataTypes.createStructType(fields);
  }

  /** The moments of the lake are UTC without a word of it in the file: TIMESTAMP_NTZ. */
  private static DataType type(String type) {
    if (type.startsWith("VARCHAR(")) {
      return DataTypes.StringType;
    }
    if (type.startsWith("NUMERIC(")) {
      String[] digits = type.substring("NUMERIC(".length(), type.length() - 1).split(",", -1);
      return new DecimalType(Integer.parseInt(digits[0]), Integer.parseInt(digits[1]));
    }
    return switch (type) {
      case "INTEGER" -> DataTypes.IntegerType;
      case "BIGINT" -> DataTypes.LongType;
      case "BOOLEAN" -> DataTypes.BooleanType;
      case "DOUBLE PRECISION" -> DataTypes.DoubleType;
      case "DATE" -> DataTypes.DateType;
      case "TIMESTAMP" -> DataTypes.TimestampNTZType;
      default -> throw new IllegalArgumentException("the lake has no columns of the type " + type);
    };
  }
}
