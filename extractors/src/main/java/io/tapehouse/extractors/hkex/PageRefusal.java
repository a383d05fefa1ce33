package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;

/** Why a page is refused, before it is said of which file. */
final class PageRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  PageRefusal(Kind kind, String complaint) {
    super(complaint);
    this.kind = kind;
  }

  static PageRefusal damaged(String complaint) {
    return new PageRefusal(Kind.DAMAGED, complaint);
  }

  static PageRefusal columns(String complaint) {
    return new PageRefusal(Kind.WRONG_COLUMNS, complaint);
  }

  UnreadableFileException of(SourceFile file) {
    return new UnreadableFileException(kind, file, complaint());
  }

  UnreadableFileException of(String name) {
    return new UnfiledPageException(kind, name, complaint());
  }

  private String complaint() {
    return String.valueOf(getMessage());
  }
}
