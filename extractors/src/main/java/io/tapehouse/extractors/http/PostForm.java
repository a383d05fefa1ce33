package io.tapehouse.extractors.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A form that is sent with a question. It must change nothing at the publisher's, for it is sent
 * again when there was no answer.
 *
 * @param fields names and values, in their order
 * @param page the page that the form stands on, sent as {@code Referer} as a browser does
 */
public record PostForm(Map<String, String> fields, URI page) {

  /** Takes a copy. */
  public PostForm {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** As {@code application/x-www-form-urlencoded}. */
  String encoded() {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
