package io.tapehouse.extractors.finmind;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What FinMind answers: {@code msg}, {@code status} and the rows of {@code data}, each by its field
 * names. The whole text is read before anything of it is believed.
 */
final class FinMindAnswer {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int HEAD = 4096;
  private static final Pattern HTML_TITLE =
      Pattern.compile("(?is)<title[^>]*>\\s*(.*?)\\s*</title>");

  private String message = "";
  private String status = "";
  private boolean hasData;
  private final List<Map<String, String>> rows = new ArrayList<>();

  private FinMindAnswer() {}

  /** The rows of a successful answer. */
  static List<Map<String, String>> rows(SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    String head =
        new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.UTF_8).strip();
    if (head.isEmpty()) {
      throw damaged(file, "expected JSON, found an empty file of %d bytes".formatted(bytes.length));
    }
    if (head.startsWith("<")) {
      Matcher title = HTML_TITLE.matcher(head);
      throw damaged(
          file, "expected JSON, found HTML: '%s'".formatted(title.find() ? title.group(1) : head));
    }
    FinMindAnswer answer = new FinMindAnswer();
    try (JsonParser parser = JSON.createParser(bytes)) {
      answer.read(parser);
    } catch (JsonProcessingException e) {
      throw damaged(
          file,
          "expected a whole JSON text, found it broken at byte %d of %d: %s"
              .formatted(
                  e.getLocation() == null ? -1 : e.getLocation().getByteOffset(),
                  bytes.length,
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw damaged(file, "expected JSON in UTF-8, found: " + e.getMessage());
    }
    answer.check(file);
    return answer.rows;
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "msg" -> message = scalar(parser);
        case "status" -> status = scalar(parser);
        case "data" -> readRows(parser);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new IOException("more text after the end of the JSON text");
    }
  }

  private void readRows(JsonParser parser) throws IOException {
    hasData = parser.currentToken() == JsonToken.START_ARRAY;
    if (!hasData) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Map<String, String> row = new LinkedHashMap<>();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          row.put(name, scalar(parser));
        }
      } else {
        parser.skipChildren();
      }
      rows.add(row);
    }
  }

  /** A value as text; nothing for null and for what is no single value. */
  private static String scalar(JsonParser parser) throws IOException {
    if (parser.currentToken().isScalarValue()) {
      return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
    }
    parser.skipChildren();
    return "";
  }

  /** A refusal, such as 402 for too many requests and 403 for a ban, may come with HTTP 200. */
  private void check(SourceFile file) throws UnreadableFileException {
    if (!message.equals("success") || !(status.isEmpty() || status.equals("200"))) {
      throw damaged(
          file, "expected msg 'success', found '%s' (status %s)".formatted(message, status));
    }
    if (!hasData) {
      throw damaged(file, "expected data, found no such field");
    }
    if (rows.isEmpty()) {
      throw new UnreadableFileException(Kind.NO_DATA, file, "expected rows, found none");
    }
  }

  private static UnreadableFileException damaged(SourceFile file, String complaint) {
    return new UnreadableFileException(Kind.DAMAGED, file, complaint);
  }
}
