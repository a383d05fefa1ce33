package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.SqlError;
import io.tapehouse.gateway.wire.MessageBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How COPY writes rows: PostgreSQL's text or CSV.
 *
 * @param csv whether it is CSV
 * @param header whether names of columns come first
 * @param delimiter between values
 * @param absent what stands for NULL
 * @param quote around values in CSV
 */
record CopyFormat(boolean csv, boolean header, char delimiter, String absent, char quote) {

  /** Reads the options behind {@code TO STDOUT}, in the form of today or that of version 8. */
  static CopyFormat of(CommandText text) throws SqlError {
    boolean csv = false;
    boolean header = false;
    @Nullable String delimiter = null;
    @Nullable String absent = null;
    String quote = "\"";
    text.skip("with");
    boolean list = text.skipSymbol("(");
    while (!text.atEnd() && !text.isNextSymbol(")")) {
      String option = text.raw().toLowerCase(Locale.ROOT);
      switch (option) {
        case "," -> {}
        case "format" -> {
          String format = text.value().toLowerCase(Locale.ROOT);
          if (!List.of("csv", "text").contains(format)) {
            throw SqlError.unsupported("COPY writes the formats csv and text, not " + format);
          }
          csv = format.equals("csv");
        }
        case "csv" -> csv = true;
        case "header" -> {
          boolean bare = text.atEnd() || text.isNextSymbol(",") || text.isNextSymbol(")") || !list;
          header =
              bare || List.of("true", "on", "1").contains(text.value().toLowerCase(Locale.ROOT));
        }
        case "delimiter", "null", "quote", "escape", "encoding" -> {
          text.skip("as");
          String value = text.value();
          switch (option) {
            case "delimiter" -> delimiter = value;
            case "null" -> absent = value;
            case "quote" -> quote = value;
            case "escape" -> {
              if (!value.equals(quote)) {
                throw SqlError.unsupported("COPY escapes a quote by doubling it alone");
              }
            }
            default -> {
              if (!value.replace("-", "").equalsIgnoreCase("utf8")) {
                throw SqlError.unsupported("COPY writes UTF-8 alone");
              }
            }
          }
        }
        default -> throw SqlError.syntax("unknown option of COPY: " + option);
      }
    }
    return new CopyFormat(
        csv,
        header,
        one(delimiter == null ? csv ? "," : "\t" : delimiter),
        absent == null ? csv ? "" : "\\N" : absent,
        one(quote));
  }

  private static char one(String text) throws SqlError {
    if (text.length() != 1 || text.charAt(0) >= 0x80 || "\r\n".contains(text)) {
      throw SqlError.of("22023", "COPY's delimiter and quote must be a single one-byte character");
    }
    return text.charAt(0);
  }

  /** Writes a line; null for what is absent. */
  void line(byte @Nullable [][] values, MessageBuffer out) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.octet(delimiter);
      }
      byte[] value = values[i];
      if (value == null) {
        out.chars(absent);
      } else if (csv) {
        quoted(value, values.length == 1, out);
      } else {
        escaped(value, out);
      }
    }
    out.octet('\n');
  }

  private void quoted(byte[] value, boolean alone, MessageBuffer out) {
    boolean needed = new String(value, StandardCharsets.UTF_8).equals(absent);
    needed |= alone && value.length == 2 && value[0] == '\\' && value[1] == '.';
    for (byte octet : value) {
      needed |= octet == delimiter || octet == quote || octet == '\n' || octet == '\r';
    }
    if (!needed) {
      out.bytes(value);
      return;
    }
    out.octet(quote);
    for (byte octet : value) {
      if (octet == quote) {
        out.octet(quote);
      }
      out.octet(octet);
    }
    out.octet(quote);
  }

  private void escaped(byte[] value, MessageBuffer out) {
    for (byte octet : value) {
      switch (octet) {
        case '\\' -> out.octet('\\').octet('\\');
        case '\n' -> out.octet('\\').octet('n');
        case '\r' -> out.octet('\\').octet('r');
        case '\t' -> out.octet('\\').octet('t');
        case '\b' -> out.octet('\\').octet('b');
        case '\f' -> out.octet('\\').octet('f');
        case 0x0b -> out.octet('\\').octet('v');
        default -> {
          if (octet == delimiter) {
            out.octet('\\');
          }
          out.octet(octet);
        }
      }
    }
  }
}
