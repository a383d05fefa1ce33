package io.tapehouse.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What was sent to Redshift, each statement once, without what differs from run to run. */
final class RedshiftStatements {

  private static final Pattern VALUES =
      Pattern.compile("(INSERT INTO [\\w\"]+ VALUES )(.*)", Pattern.DOTALL);

  /** In this order: the first one that fits takes the statement. */
  private static final Map<String, Predicate<String>> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("The session", starting("set ", "begin", "commit", "rollback"));
    SECTIONS.put(
        "The schema",
        containing("schema_migration")
            .or(starting("create table", "create view", "insert into exchange")));
    SECTIONS.put("Locks and fences", starting("lock").or(containing("stage_fence")));
    SECTIONS.put("Proof of the keys", containing("having count(*) > 0"));
    SECTIONS.put(
        "Statistics after a load", starting("analyze").or(containing("cast(sum(rows_written)")));
    SECTIONS.put("The calendar", containing("stage_day").or(containing("from exchange where")));
    SECTIONS.put(
        "From the lake: COPY",
        starting("copy").or(containing("temp table copy_", "table if exists copy_")));
    SECTIONS.put(
        "Shareholdings: intervals and participants",
        containing(
                "stage_ccass_day",
                "stage_ccass_touched",
                "stage_ccass_stock ",
                "stage_ccass_stock\n",
                "stage_ccass_window",
                "stage_ccass_old",
                "stage_ccass_run",
                "stage_ccass_change",
                "stage_ccass_renamed",
                "stage_ccass_newest",
                "stage_ccass_participant_change")
            .and(starting("insert into stage_check").negate()));
    SECTIONS.put("Checks between publishers", containing("stage_compared"));
    SECTIONS.put(
        "Dimensions",
        starting("merge")
            .or(
                containing(
                        "insert into derivative_detail (",
                        "insert into derivative_spread (",
                        "stage_detail",
                        "stage_derivative ",
                        "stage_derivative\n",
                        "_change",
                        "stage_index_name",
                        "stage_index_renamed",
                        "stage_contract_id",
                        "stage_index_id",
                        "stage_spread_leg",
                        "stage_spread_id")
                    .and(starting("insert into derivative_detail_h").negate())
                    .and(
                        containing("where s.load_no", "insert into contract_label", "_history (")
                            .negate())));
    SECTIONS.put(
        "Facts, ledger and what the checks found",
        starting(
            "insert into load_ledger",
            "update load_ledger",
            "delete from",
            "insert into derivative_detail_history",
            "insert into derivative_spread_history",
            "insert into contract_label",
            "insert into ccass_",
            "insert into stock_corporate_action",
            "insert into index_history",
            "insert into index_daily",
            "insert into check_result",
            "insert into quarantine"));
    SECTIONS.put(
        "Checks",
        starting("insert into stage_check", "update stage_check").or(containing("stage_surplus")));
    SECTIONS.put("Staging", starting("create temp", "drop table", "insert into stage_"));
    SECTIONS.put("Reading", sql -> true);
  }

  private RedshiftStatements() {}

  /** The statements by section, in the order in which they were first sent. */
  static Map<String, List<String>> grouped(List<String> sent) {
    Set<String> once =
        sent.stream()
            .map(RedshiftStatements::normal)
            // The pool asks with an empty statement whether a connection lives.
            .filter(sql -> !sql.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, List<String>> grouped = new LinkedHashMap<>();
    SECTIONS.keySet().forEach(section -> grouped.put(section, new ArrayList<>()));
    for (String sql : once) {
      String section =
          SECTIONS.entrySet().stream()
              .filter(entry -> entry.getValue().test(sql.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow()
              .getKey();
      grouped.get(section).add(sql);
    }
    return grouped;
  }

  /** A statement with the same literal for all that differ. */
  static String normal(String sql) {
    String plain =
        sql.strip()
            .replaceAll("'s3://[^']*/(\\w+)\\.manifest'", "'s3://bucket/lake/_copy/id/$1.manifest'")
            .replaceAll("DATE '[^']*'", "DATE '2021-07-26'")
            .replaceAll("IN \\(\\d+(, \\d+)*\\) AND trading_date", "IN (1, 2) AND trading_date")
            .replaceAll("SET query_group TO '[^']*'", "SET query_group TO 'dag/run/task/attempt'");
    var values = VALUES.matcher(plain);
    if (!values.matches()) {
      return plain;
    }
    // Rows come in any order and number; the list shows the shape of one.
    String row =
        values
            .group(2)
            .replaceAll("TIMESTAMP '[^']*'", "TIMESTAMP_")
            .replaceAll("DATE '[^']*'", "DATE_")
            .replaceAll("'[^']*'( \\|\\| chr\\(92\\) \\|\\| '[^']*')*", "TEXT_")
            .replaceAll("(?<=[(,] ?)-?\\d+", "1")
            .replaceAll("(TEXT_)+", "TEXT_");
    String first =
        java.util.Arrays.stream(row.split("\\), \\("))
            .map(one -> one.replaceAll("^\\(|\\)$", ""))
            .map(one -> one.replace("NULL", "TEXT_"))
            .sorted()
            .findFirst()
            .orElseThrow();
    return values.group(1)
        + "("
        + first
            .replace("TIMESTAMP_", "TIMESTAMP '2021-07-27 09:30'")
            .replace("DATE_", "DATE '2021-07-26'")
            .replace("TEXT_", "'text'")
        + ")";
  }

  private static Predicate<String> starting(String... starts) {
    return sql -> List.of(starts).stream().anyMatch(sql::startsWith);
  }

  private static Predicate<String> containing(String... parts) {
    return sql -> List.of(parts).stream().anyMatch(sql::contains);
  }
}
