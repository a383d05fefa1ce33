package io.tapehouse.sql.query;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What values a parameter takes, how a person writes them, and what the engine is given. */
public enum ParameterType {
  /** A day, given to the engine as a date. */
  DATE("a date such as 2024-11-05", Types.DATE) {
    @Override
    Object value(String text) {
      return LocalDate.parse(text);
    }
  },
  /** Any text but an empty one. */
  TEXT("a text", Types.VARCHAR) {
    @Override
    Object value(String text) {
      if (text.isBlank()) {
        throw new IllegalArgumentException();
      }
      return text;
    }
  },
  /** A whole number of 64 bits. */
  INTEGER("a whole number", Types.BIGINT) {
    @Override
    Object value(String text) {
      return Long.valueOf(text);
    }
  },
  /** A number with or without digits after the point, as exact as it is written. */
  DECIMAL("a number such as 0.5", Types.DECIMAL) {
    @Override
    Object value(String text) {
      if (!PLAIN.matcher(text).matches()) {
        throw new IllegalArgumentException();
      }
      return new BigDecimal(text);
    }
  },
  /** A stock code of Hong Kong: five digits, whose zeros in front need not be written. */
  STOCK("a stock code of one to five digits, such as 00700", Types.VARCHAR) {
    @Override
    Object value(String text) {
      if (!CODE.matcher(text).matches()) {
        throw new IllegalArgumentException();
      }
      return "0".repeat(5 - text.length()) + text;
    }
  };

  private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");

  private static final Pattern CODE = Pattern.compile("[0-9]{1,5}");

  private final String words;
  private final int sqlType;

  ParameterType(String words, int sqlType) {
    this.words = words;
    this.sqlType = sqlType;
  }

  abstract Object value(String text);

  /** What is expected, for people. */
  public String words() {
    return words;
  }

  /** Its name in files and on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException when it stands for none; the message has what was expected
   */
  public Object parse(String text) {
    try {
      return value(text);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalArgumentException("expected %s, found '%s'".formatted(words, text), e);
    }
  }

  /** Binds a value of {@link #parse}, or NULL. */
  void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
    if (value == null) {
      statement.setNull(position, sqlType);
    } else {
      statement.setObject(position, value);
    }
  }
}
