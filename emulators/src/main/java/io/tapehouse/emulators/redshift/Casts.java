package io.tapehouse.emulators.redshift;

/** Casts to VARCHAR or TEXT without a length: 256 characters on Redshift, without an end here. */
final class Casts {

  private Casts() {}

  static void rewrite(Sql sql, Edits edits) {
    for (int place = 0; place < sql.size(); place++) {
      if (sql.at(place, "::")) {
        type(sql, place + 1, edits);
      } else if (sql.at(place, "cast (")) {
        int close = sql.close(place + 1);
        for (int inside = place + 2; inside < close; inside = sql.skip(inside)) {
          if (sql.at(inside, "as")) {
            type(sql, inside + 1, edits);
          }
        }
      }
    }
  }

  private static void type(Sql sql, int place, Edits edits) {
    int last = sql.at(place, "character varying") ? place + 1 : place;
    boolean varchar = last > place || sql.at(place, "varchar") || sql.at(place, "text");
    if (varchar && !sql.at(last + 1, "(")) {
      edits.replace(sql.token(place).start(), sql.token(last).end(), "VARCHAR(256)");
    }
  }
}
