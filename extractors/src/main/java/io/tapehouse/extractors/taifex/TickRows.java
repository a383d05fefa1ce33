package io.tapehouse.extractors.taifex;

import io.tapehouse.extractors.Quarantine;

/**
 * Reads what the rows of all tick files have in common, and sets rows aside that cannot be read.
 * Not safe for use by many threads.
 */
final class TickRows {

  private final Quarantine quarantine;

  TickRows(Quarantine quarantine) {
    this.quarantine = quarantine;
  }

  /** A price in millionths; {@link Fields#BAD} when it is none, and the row was set aside. */
  long price(CsvLines lines, int field, boolean mayBeNegative) {
    long price = Fields.micros(lines.bytes(), lines.fieldStart(field), lines.fieldEnd(field));
    if (price == Fields.BAD) {
      return bad(lines, "expected a price of at most 6 decimals, found " + text(lines, field));
    }
    return price > 0 || mayBeNegative
        ? price
        : bad(lines, "expected a price above zero, found " + text(lines, field));
  }

  /** A volume; {@link Fields#BAD} when it is none, and the row was set aside. */
  long volume(CsvLines lines, int field) {
    long volume = Fields.whole(lines.bytes(), lines.fieldStart(field), lines.fieldEnd(field));
    return volume > 0
        ? volume
        : bad(lines, "expected a volume above zero, found " + text(lines, field));
  }

  /** Sets the row aside. */
  long bad(CsvLines lines, String reason) {
    quarantine.add(lines.number(), reason, lines.text());
    return Fields.BAD;
  }

  /** A field as a message quotes it. */
  static String text(CsvLines lines, int field) {
    return "'" + RowText.ascii(lines.bytes(), lines.fieldStart(field), lines.fieldEnd(field)) + "'";
  }
}
