package io.tapehouse.extractors.fetch;

import java.util.Locale;
import java.util.Set;

/** The format of an answer, recognised by its first bytes. */
enum AnswerFormat {
  ZIP("application/zip", ".zip"),
  JSON("application/json", ".json"),
  CSV("text/csv", ".csv"),
  HTML("text/html", ".html"),
  EMPTY("an empty answer", "");

  /** What servers declare who do not say more than "a file to be saved". */
  private static final Set<String> ANY_FILE =
      Set.of(
          "application/octet-stream",
          "binary/octet-stream",
          "application/download",
          "application/x-download",
          "application/force-download");

  private final String contentType;
  private final String ending;

  AnswerFormat(String contentType, String ending) {
    this.contentType = contentType;
    this.ending = ending;
  }

  String contentType() {
    return contentType;
  }

  /** With the dot. */
  String ending() {
    return ending;
  }

  /** Whether an honest server may declare this form as {@code type}, without parameters. */
  boolean mayBeDeclared(String type) {
    boolean plainText = type.equals("text/plain") && (this == CSV || this == JSON);
    return types().contains(type) || ANY_FILE.contains(type) || plainText;
  }

  /** The form of a dataset's honest answer; its text may come as JSON or as CSV. */
  static AnswerFormat ofContentType(String contentType) {
    for (AnswerFormat form : values()) {
      if (form.types().contains(contentType)) {
        return form;
      }
    }
    throw new IllegalArgumentException("no form for the content type " + contentType);
  }

  /** The form of an answer that begins with {@code head}. */
  static AnswerFormat of(Head head) {
    if (head.startsWithZip()) {
      return ZIP;
    }
    String text = head.text().strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return EMPTY;
    }
    return switch (text.charAt(0)) {
      case '{', '[' -> JSON;
      case '<' -> HTML;
      default -> CSV;
    };
  }

  /** What honest servers call it. */
  private Set<String> types() {
    return switch (this) {
      case ZIP -> Set.of(contentType, "application/x-zip", "application/x-zip-compressed");
      case JSON -> Set.of(contentType, "text/json", "application/javascript", "text/javascript");
      case CSV ->
          Set.of(
              contentType,
              "text/x-csv",
              "text/comma-separated-values",
              "application/csv",
              "application/x-csv",
              "application/vnd.ms-excel");
      case HTML -> Set.of(contentType, "application/xhtml+xml");
      case EMPTY -> Set.of();
    };
  }
}
