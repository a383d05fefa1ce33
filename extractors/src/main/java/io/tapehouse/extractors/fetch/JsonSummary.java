package io.tapehouse.extractors.fetch;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tapehouse.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer in JSON, read through to its end without being held.
 *
 * @param values the plain values of the outer object, as text
 * @param rows how many rows its tables have: arrays within arrays, or objects within {@code data}
 * @param keys how many keys the outer object has
 */
record JsonSummary(Map<String, String> values, long rows, int keys) {

  /**
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is not one whole object
   */
  static JsonSummary read(InputStream in) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "expected an object, found " + parser.currentToken());
      }
      Map<String, String> values = new HashMap<>();
      long rows = 0;
      int keys = 0;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        keys++;
        if (parser.nextToken().isScalarValue()) {
          values.put(key, parser.getText());
        } else {
          rows += rows(parser, key);
        }
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "expected the end, found " + parser.currentToken());
      }
      return new JsonSummary(values, rows, keys);
    }
  }

  /** A value of the outer object, when it is there and not blank. */
  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Reads a nested value to its end. */
  private static long rows(JsonParser parser, String name) throws IOException {
    String key = name;
    boolean records = key.equals("data");
    boolean inArray = parser.currentToken() == JsonToken.START_ARRAY;
    long rows = 0;
    for (JsonToken token = next(parser); !token.isStructEnd(); token = next(parser)) {
      if (token == JsonToken.FIELD_NAME) {
        key = parser.currentName();
      } else if (inArray && token == JsonToken.START_ARRAY) {
        rows++;
        parser.skipChildren();
      } else if (inArray && records && token == JsonToken.START_OBJECT) {
        rows++;
        parser.skipChildren();
      } else if (token.isStructStart()) {
        rows += rows(parser, key);
      }
    }
    return rows;
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonEOFException(parser, JsonToken.NOT_AVAILABLE, "expected more, found the end");
    }
    return token;
  }
}
