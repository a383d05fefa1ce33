package io.tapehouse.sql.result;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An array of objects. Written by hand: it streams, and keeps decimals as they are. */
final class JsonWriter implements ResultWriter {

  private final Writer out;
  private List<String> names = List.of();
  private boolean first = true;

  JsonWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    names = unique(columns).stream().map(JsonWriter::quoted).toList();
    out.write('[');
  }

  /** A join may yield a name twice, an object may not: the later ones are numbered. */
  private static Set<String> unique(List<String> columns) {
    Set<String> unique = new LinkedHashSet<>();
    for (String column : columns) {
      String name = column;
      for (int n = 2; !unique.add(name); n++) {
        name = column + "_" + n;
      }
    }
    return unique;
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    out.write(first ? "\n{" : ",\n{");
    first = false;
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(names.get(i));
      out.write(':');
      out.write(value(values[i]));
    }
    out.write('}');
  }

  @Override
  public void end() throws IOException {
    out.write(first ? "]\n" : "\n]\n");
    out.flush();
  }

  private static String value(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    // JSON has no NaN and no infinity: they are text.
    return value instanceof Boolean || ValueText.isNumber(value)
        ? ValueText.of(value)
        : quoted(ValueText.of(value));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
