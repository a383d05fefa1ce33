package io.tapehouse.gateway.session;

import io.tapehouse.gateway.encoding.Parameters;
import io.tapehouse.gateway.engine.PreparedQuery.ParameterType;
import io.tapehouse.gateway.engine.SqlError;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Values of parameters. */
final class Binding {

  private Binding() {}

  /** A value that is written as text. */
  static @Nullable Object text(@Nullable String value, ParameterType type, ZoneId zone)
      throws SqlError {
    return value == null ? null : of(value.getBytes(StandardCharsets.UTF_8), type, false, zone);
  }

  /** A value as it was sent. */
  static Object of(byte[] value, ParameterType type, boolean binary, ZoneId zone) throws SqlError {
    try {
      return Parameters.read(
          value, type.type(), type.isArray(), binary && !type.isSentAsText(), zone);
    } catch (ArithmeticException e) {
      throw SqlError.of("22003", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw SqlError.of(binary ? "22P03" : "22P02", String.valueOf(e.getMessage()));
    }
  }
}
