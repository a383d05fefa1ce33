package io.tapehouse.simulator.document;

import java.time.LocalDate;
import java.util.Optional;

/** One dataset of a simulated publisher. Implementations may be used by many threads. */
public interface SimulatedPublication {

  /** The contents, or nothing where the publisher has none. */
  Optional<TextTable> table(Edition edition);

  /** The contents as bytes. */
  byte[] render(TextTable table, Edition edition);

  /** Wraps rendered bytes as the publisher does. */
  default byte[] pack(byte[] rendered, String fileName, LocalDate date) {
    return rendered;
  }

  /** What the publisher answers when it has nothing. */
  byte[] noData(DocumentForm form);

  /** The content type of contents. */
  String contentType(DocumentForm form);

  /** The content type of the answer without contents. */
  default String noDataContentType(DocumentForm form) {
    return contentType(form);
  }

  /** A date whose contents are others than those of the given one. */
  LocalDate otherDate(LocalDate date);
}
