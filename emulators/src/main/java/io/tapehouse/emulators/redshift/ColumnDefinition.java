package io.tapehouse.emulators.redshift;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column of CREATE TABLE or ALTER TABLE: its name, its type, what is said of it. */
final class ColumnDefinition {

  private static final int DEFAULT_LENGTH = 256;
  private static final int MAX_LENGTH = 65535;

  private static final Set<String> ENCODINGS =
      Set.of(
          "auto",
          "raw",
          "az64",
          "bytedict",
          "delta",
          "delta32k",
          "lzo",
          "mostly8",
          "mostly16",
          "mostly32",
          "runlength",
          "text255",
          "text32k",
          "zstd");

  private static final Set<String> FOREIGN_TYPES =
      Set.of(
          "serial",
          "bigserial",
          "smallserial",
          "json",
          "jsonb",
          "uuid",
          "bytea",
          "money",
          "xml",
          "inet",
          "tsvector");

  private final Sql sql;
  private final int from;
  private final int to;
  private boolean distKey;
  private boolean sortKey;

  /** The tokens from {@code from} to before {@code to}. */
  ColumnDefinition(Sql sql, int from, int to) {
    this.sql = sql;
    this.from = from;
    this.to = to;
  }

  String name() {
    return sql.token(from).text();
  }

  boolean distKey() {
    return distKey;
  }

  boolean sortKey() {
    return sortKey;
  }

  /** Where something can be added to it. */
  int end() {
    return sql.token(to - 1).end();
  }

  void rewrite(Edits edits) throws ServerError {
    ReservedWords.refuseAsName(sql.token(from));
    String type = sql.token(from + 1).text();
    int array = sql.find(from, "[");
    if (FOREIGN_TYPES.contains(type) || (array >= 0 && array < to)) {
      throw ServerError.unsupported("column \"" + name() + "\" of type \"" + type + "\"");
    }
    Integer length = length(edits);
    for (int place = from + 2; place < to; ) {
      place = attribute(place, edits);
    }
    if (length != null) {
      edits.insert(
          end(),
          " CONSTRAINT varchar_bytes_%d_%s CHECK (octet_length(\"%s\") <= %d)"
              .formatted(length, name().replaceAll("\\W", "_"), name(), length));
    }
  }

  /** Of a VARCHAR, in bytes; null of another type. */
  private @Nullable Integer length(Edits edits) throws ServerError {
    int last = sql.at(from + 1, "character varying") ? from + 2 : from + 1;
    Token type = sql.token(last);
    if (last == from + 1 && !Set.of("varchar", "nvarchar", "text").contains(type.text())) {
      return null;
    }
    if (!sql.at(last + 1, "(")) {
      edits.replace(sql.token(from + 1).start(), type.end(), "VARCHAR(" + DEFAULT_LENGTH + ")");
      return DEFAULT_LENGTH;
    }
    Token length = sql.token(last + 2);
    if (length.is("max")) {
      edits.replace(length.start(), length.end(), Integer.toString(MAX_LENGTH));
      return MAX_LENGTH;
    }
    if (length.kind() != Token.Kind.NUMBER || type.is("text")) {
      return null;
    }
    if (length.text().length() > 5 || Integer.parseInt(length.text()) > MAX_LENGTH) {
      throw ServerError.of("22023", "length for type varchar cannot exceed " + MAX_LENGTH, "");
    }
    return Integer.valueOf(length.text());
  }

  private int attribute(int place, Edits edits) throws ServerError {
    int end = place + 1;
    if (sql.at(place, "check")) {
      throw ServerError.unsupported("a CHECK constraint");
    } else if (sql.at(place, "encode") && ENCODINGS.contains(sql.token(place + 1).text())) {
      end = place + 2;
    } else if (sql.at(place, "distkey")) {
      distKey = true;
    } else if (sql.at(place, "sortkey")) {
      sortKey = true;
    } else if (sql.at(place, "primary key")) {
      edits.replace(sql.token(place).start(), sql.token(place + 1).end(), "NOT NULL");
      return place + 2;
    } else if (sql.at(place, "references")) {
      end = Keys.afterReference(sql, place);
    } else if (!sql.at(place, "unique")) {
      return sql.skip(place);
    }
    edits.delete(sql.token(place).start(), sql.token(end - 1).end());
    return end;
  }
}
