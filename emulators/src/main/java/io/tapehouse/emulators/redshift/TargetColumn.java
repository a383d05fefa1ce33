package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.Message;
import io.tapehouse.gateway.wire.MessageReader;
import io.tapehouse.gateway.wire.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/**
 * A column that COPY fills.
 *
 * @param type the number of its type in PostgreSQL
 * @param modifier what its declaration adds to the type
 */
record TargetColumn(String name, int type, int modifier) {

  /** The columns of a row description. */
  static List<TargetColumn> of(Message description) throws ProtocolException {
    MessageReader reader = description.reader();
    int count = reader.int16();
    List<TargetColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = reader.text();
      reader.int32();
      reader.int16();
      int type = reader.int32();
      reader.int16();
      columns.add(new TargetColumn(name, type, reader.int32()));
      reader.int16();
    }
    return columns;
  }

  /** Its type by DuckDB's name; Redshift converts none when it reads Parquet. */
  String parquetType() {
    return switch (type) {
      case 16 -> "BOOLEAN";
      case 20 -> "BIGINT";
      case 21 -> "SMALLINT";
      case 23 -> "INTEGER";
      case 25, 1042, 1043 -> "VARCHAR";
      case 700 -> "FLOAT";
      case 701 -> "DOUBLE";
      case 1082 -> "DATE";
      case 1114 -> "TIMESTAMP";
      case 1700 -> "DECIMAL(%d,%d)".formatted((modifier - 4) >> 16, (modifier - 4) & 0xffff);
      default -> "a type that COPY of Parquet does not fill: " + type;
    };
  }

  /** A timestamp of Parquet with and one without a zone are both UTC to Redshift. */
  boolean takes(String found) {
    return found.equals(parquetType())
        || (type == 1114 && found.equals("TIMESTAMP WITH TIME ZONE"));
  }
}
