package io.tapehouse.emulators.redshift;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code COPY table [(columns)] FROM 's3://...' IAM_ROLE 'arn' FORMAT AS PARQUET MANIFEST
 * [STATUPDATE [ON|OFF]]}. The parameters that Redshift takes with Parquet are those of AWS's page
 * "COPY from columnar data formats": ACCEPTINVCHARS, FILLRECORD, FROM, IAM_ROLE, CREDENTIALS,
 * STATUPDATE, MANIFEST, EXPLICIT_IDS; any other is refused as Redshift does, and of these the ones
 * that the stand-in does not carry out are refused as beyond it.
 */
final class CopyParser {

  private static final Set<String> BEYOND =
      Set.of("acceptinvchars", "fillrecord", "explicit_ids", "serializetojson", "credentials");

  private static final Pattern ROLE =
      Pattern.compile("arn:aws(-cn|-us-gov)?:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

  private final Sql sql;
  private final Set<String> seen = new HashSet<>();

  private CopyParser(Sql sql) {
    this.sql = sql;
  }

  static CopyCommand parse(Sql sql) throws ServerError {
    return new CopyParser(sql).command();
  }

  private CopyCommand command() throws ServerError {
    int place = 2;
    while (sql.at(place, ".")) {
      place += 2;
    }
    String table = between(1, place);
    String columns = "";
    if (sql.at(place, "(")) {
      columns = between(place, sql.close(place) + 1);
      place = sql.close(place) + 1;
    }
    if (!sql.token(1).isName() || !sql.at(place, "from")) {
      throw ServerError.syntax("expected COPY table FROM");
    }
    if (sql.token(place + 1).kind() != Token.Kind.STRING) {
      throw ServerError.unsupported("COPY from anything but S3");
    }
    S3Object manifest = S3Object.of(sql.token(place + 1).text());
    parameters(place + 2);
    return new CopyCommand(table, columns, manifest);
  }

  private void parameters(int from) throws ServerError {
    int place = from;
    while (place < sql.size()) {
      String name = sql.token(place).text();
      if (!seen.add(name.equals("parquet") ? "format" : name)) {
        throw ServerError.syntax("COPY names " + name + " twice");
      }
      place = parameter(name, place + 1);
    }
    if (!seen.contains("iam_role")) {
      throw ServerError.of("42601", "No credentials supplied: COPY needs IAM_ROLE", "");
    }
    if (!seen.contains("format") || !seen.contains("manifest")) {
      throw ServerError.beyond("COPY without FORMAT AS PARQUET and MANIFEST");
    }
  }

  private int parameter(String name, int value) throws ServerError {
    return switch (name) {
      case "iam_role" -> role(value);
      case "format" -> format(sql.at(value, "as") ? value + 1 : value);
      case "parquet", "manifest" -> value;
      case "statupdate" -> sql.at(value, "on") || sql.at(value, "off") ? value + 1 : value;
      default -> {
        if (BEYOND.contains(name)) {
          throw ServerError.beyond("COPY with " + name.toUpperCase(Locale.ROOT));
        }
        throw ServerError.of(
            ServerError.NOT_SUPPORTED,
            name.toUpperCase(Locale.ROOT) + " argument is not supported for PARQUET based COPY",
            "");
      }
    };
  }

  private int role(int value) throws ServerError {
    for (String arn : sql.token(value).text().split(",", -1)) {
      if (sql.token(value).kind() != Token.Kind.STRING || !ROLE.matcher(arn).matches()) {
        throw ServerError.of("22023", "Invalid IAM role: expected an ARN, found " + arn, "");
      }
    }
    return value + 1;
  }

  private int format(int value) throws ServerError {
    if (!sql.at(value, "parquet")) {
      throw ServerError.beyond("COPY of another format than Parquet");
    }
    return value + 1;
  }

  private String between(int from, int to) {
    return sql.text().substring(sql.token(from).start(), sql.token(to - 1).end());
  }
}
