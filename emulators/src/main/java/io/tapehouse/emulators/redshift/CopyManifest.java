package io.tapehouse.emulators.redshift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a COPY (AWS, Database Developer Guide, "Using a manifest to specify data files"; the
 * length is required for columnar formats).
 */
record CopyManifest(List<Entry> entries) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param mandatory whether COPY fails where the file is missing
   * @param contentLength in bytes
   */
  record Entry(S3Object location, boolean mandatory, long contentLength) {}

  static CopyManifest parse(byte[] json) throws ServerError {
    try {
      JsonNode entries = JSON.readTree(json).path("entries");
      if (!entries.isArray() || entries.isEmpty()) {
        throw invalid("expected a list of entries");
      }
      List<Entry> read = new ArrayList<>();
      for (JsonNode entry : entries) {
        read.add(entry(entry));
      }
      return new CopyManifest(List.copyOf(read));
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Entry entry(JsonNode entry) throws ServerError {
    if (!entry.path("url").isTextual()) {
      throw invalid("an entry lacks its url");
    }
    if (!entry.path("mandatory").isBoolean() && entry.has("mandatory")) {
      throw invalid("mandatory is neither true nor false");
    }
    JsonNode length = entry.path("meta").path("content_length");
    if (!length.isIntegralNumber()) {
      throw invalid("columnar formats need meta.content_length");
    }
    return new Entry(
        S3Object.of(entry.path("url").textValue()),
        entry.path("mandatory").asBoolean(false),
        length.longValue());
  }

  private static ServerError invalid(String why) {
    return ServerError.internal("Invalid manifest", 8001, why);
  }
}
