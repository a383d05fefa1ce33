package io.tapehouse.sql.dialect;

import java.util.Optional;
import java.util.Set;

/** Calls with parts of dates and with patterns. */
final class MomentRules {

  static final Set<String> NAMES =
      Set.of(
          "dateadd",
          "datediff",
          "date_part",
          "datepart",
          "pgdate_part",
          "date_trunc",
          "extract",
          "to_char",
          "to_date",
          "to_timestamp",
          "to_number");

  private final Statement sql;
  private final SqlEdits edits;

  MomentRules(Statement sql, SqlEdits edits) {
    this.sql = sql;
    this.edits = edits;
  }

  void rewrite(Call call) {
    switch (call.name()) {
      case "dateadd" -> part(call, 3, "redshift_dateadd");
      case "datediff" -> part(call, 3, "redshift_datediff");
      case "date_part", "datepart", "pgdate_part" -> part(call, 2, "redshift_date_part");
      case "date_trunc" -> part(call, 2, "date_trunc");
      case "extract" -> extract(call);
      case "to_char" -> pattern(call).ifPresent(pattern -> toChar(call, pattern));
      case "to_number" -> pattern(call).ifPresent(pattern -> toNumber(call, pattern));
      default -> pattern(call).ifPresent(pattern -> read(call, pattern));
    }
  }

  /** A part's own name in quotes, whatever the synonym. */
  private void part(Call call, int arguments, String function) {
    if (call.arguments() != arguments || !call.isToken(0)) {
      return;
    }
    SqlToken first = sql.at(call.from(0));
    DatePart.of(first)
        .ifPresent(
            part -> {
              edits.replace(sql.at(call.place()), function);
              edits.replace(first, "'" + part + "'");
            });
  }

  private void extract(Call call) {
    int part = call.place() + 2;
    if (sql.is(part + 1, "from")) {
      DatePart.of(sql.at(part))
          .ifPresent(
              name -> {
                edits.replace(sql.at(call.place()), "redshift_extract");
                edits.replace(sql.at(part).start(), sql.at(part + 1).end(), "'" + name + "',");
              });
    }
  }

  private Optional<String> pattern(Call call) {
    return call.arguments() >= 2 && call.isToken(1)
        ? sql.at(call.from(1)).value()
        : Optional.empty();
  }

  private void toChar(Call call, String pattern) {
    if (NumberPattern.isOne(pattern)) {
      NumberPattern.forPrinting(pattern)
          .ifPresentOrElse(
              arguments -> instead(call, "redshift_number_text", arguments), () -> unknown(call));
      return;
    }
    Optional<String> codes = MomentPattern.forPrinting(pattern);
    Optional<String> expression = MomentPattern.expression(pattern);
    SqlToken comma = sql.at(call.commas().get(0));
    if (codes.isPresent()) {
      edits.replace(sql.at(call.place()), "strftime(CAST");
      edits.replace(comma, " AS TIMESTAMP),");
      edits.replace(sql.at(call.from(1)), quoted(codes.get()));
    } else if (expression.isPresent()) {
      edits.replace(sql.at(call.place()), "list_transform([CAST");
      edits.replace(comma, " AS TIMESTAMP)], lambda t:");
      edits.replace(sql.at(call.from(1)), expression.get());
      edits.replace(sql.at(call.close()), ")[1]");
    } else {
      unknown(call);
    }
  }

  private void toNumber(Call call, String pattern) {
    edits.replace(sql.at(call.place()), "CAST(redshift_number_digits");
    edits.replace(sql.at(call.close()), ") AS " + NumberPattern.type(pattern) + ")");
  }

  /** TO_DATE and TO_TIMESTAMP; whether they are strict, the third argument, makes no difference. */
  private void read(Call call, String pattern) {
    String type = call.name().equals("to_date") ? "DATE" : "TIMESTAMPTZ";
    MomentPattern.forReading(pattern)
        .ifPresentOrElse(
            codes -> {
              edits.replace(sql.at(call.place()), "CAST(strptime(CAST");
              edits.replace(sql.at(call.commas().get(0)), " AS VARCHAR),");
              edits.replace(sql.at(call.from(1)), quoted(codes));
              edits.replace(
                  sql.at(call.to(1)).start(), sql.at(call.close()).end(), ") AS " + type + ")");
            },
            () -> unknown(call));
  }

  private void instead(Call call, String function, String arguments) {
    edits.replace(sql.at(call.place()), function);
    edits.replace(sql.at(call.from(1)), arguments);
  }

  /** A call whose error names the pattern. */
  private void unknown(Call call) {
    edits.replace(sql.at(call.place()), "redshift_unknown_pattern");
    edits.replace(sql.at(call.to(1)).start(), sql.at(call.close()).start(), "");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
