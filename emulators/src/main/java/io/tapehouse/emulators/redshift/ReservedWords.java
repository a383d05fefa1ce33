package io.tapehouse.emulators.redshift;

import java.util.Set;

/**
 * Words that Redshift reserves and PostgreSQL does not (AWS, Database Developer Guide, "Reserved
 * words"): as names they need double quotes.
 */
final class ReservedWords {

  /** Those that no statement has as a word of its grammar but after ENCODE. */
  private static final Set<String> NAMES_ALONE =
      Set.of(
          "aes128",
          "aes256",
          "allowoverwrite",
          "az64",
          "blanksasnull",
          "bytedict",
          "bzip2",
          "credentials",
          "deflate",
          "defrag",
          "delta",
          "delta32k",
          "emptyasnull",
          "encrypt",
          "encryption",
          "explicit",
          "globaldict256",
          "globaldict64k",
          "gzip",
          "lun",
          "luns",
          "lzo",
          "lzop",
          "mostly8",
          "mostly16",
          "mostly32",
          "offline",
          "permissions",
          "raw",
          "readratio",
          "recover",
          "rejectlog",
          "resort",
          "tag",
          "tdes",
          "text255",
          "text32k",
          "truncatecolumns",
          "wallet");

  private static final Set<String> OTHERS =
      Set.of(
          "backup",
          "current_user_id",
          "disable",
          "enable",
          "encode",
          "identity",
          "ignore",
          "minus",
          "new",
          "nulls",
          "off",
          "oid",
          "old",
          "open",
          "parallel",
          "partition",
          "percent",
          "pivot",
          "respect",
          "restore",
          "snapshot",
          "sysdate",
          "system",
          "timestamp",
          "top",
          "unnest",
          "unpivot",
          "without");

  private ReservedWords() {}

  /** For the name of what is made. */
  static void refuseAsName(Token name) throws ServerError {
    if (name.kind() == Token.Kind.WORD
        && (NAMES_ALONE.contains(name.text()) || OTHERS.contains(name.text()))) {
      throw near(name);
    }
  }

  /** For a word anywhere; after a point and after AS any word may stand. */
  static void refuse(Sql sql, int place) throws ServerError {
    if (NAMES_ALONE.contains(sql.token(place).text())
        && !sql.at(place - 1, "as")
        && !sql.at(place - 1, "encode")) {
      throw near(sql.token(place));
    }
  }

  private static ServerError near(Token word) {
    return ServerError.syntax("at or near \"" + word.text() + "\", which is reserved");
  }
}
