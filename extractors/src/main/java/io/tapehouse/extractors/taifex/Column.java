package io.tapehouse.extractors.taifex;

import java.util.List;

/**
 * A column that a reader asks for.
 *
 * @param names what the header calls it: today's name, then those of older files
 * @param inOldFiles whether older files have it too
 */
record Column(List<String> names, Presence inOldFiles) {

  /** Whether a header that bears an old name may be without the column. */
  enum Presence {
    ALWAYS,
    NOT_ALWAYS
  }

  /** A column that every file has. */
  static Column named(String... names) {
    return new Column(List.of(names), Presence.ALWAYS);
  }

  /** A column that files did not always have. */
  static Column added(String... names) {
    return new Column(List.of(names), Presence.NOT_ALWAYS);
  }

  /** Today's name. */
  String name() {
    return names.get(0);
  }
}
