package io.tapehouse.sql.migration;

import io.tapehouse.store.Sha256;
import java.util.List;

/**
 * A numbered change of the schema.
 *
 * @param version its number, from 1, without gaps
 * @param name what it does
 * @param script its statements
 */
record Migration(int version, String name, SqlScript script) {

  /** All of them. Append only: a text that was ever released is never changed. */
  private static final List<String> FILES =
      List.of(
          "V001__tables.sql",
          "V002__exchanges.sql",
          "V003__views.sql",
          "V004__fences.sql",
          "V005__hongkong.sql",
          "V006__index_names.sql",
          "V007__taiwan.sql",
          "V008__taiwan_quotes.sql",
          "V009__taiwan_derivatives.sql",
          "V010__flows.sql",
          "V011__corporate_actions.sql",
          "V012__conditions.sql",
          "V013__reference.sql",
          "V014__event_lists.sql",
          "V015__event_pages.sql");

  static List<Migration> all() {
    return FILES.stream().map(Migration::read).toList();
  }

  String sha256() {
    return Sha256.of(script.text());
  }

  private static Migration read(String file) {
    int version = Integer.parseInt(file.substring(1, 4));
    String name = file.substring("V001__".length(), file.length() - ".sql".length());
    return new Migration(version, name, SqlScript.read("migrations/" + file));
  }
}
