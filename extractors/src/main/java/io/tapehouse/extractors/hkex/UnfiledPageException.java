package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.time.LocalDate;

/** A refused page that is filed under no date yet, so that its message names the file alone. */
final class UnfiledPageException extends UnreadableFileException {

  private static final long serialVersionUID = 1L;

  private final String message;

  UnfiledPageException(Kind kind, String name, String complaint) {
    super(kind, new SourceFile("", LocalDate.EPOCH, name), complaint);
    message = name + ": " + complaint;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
