package io.tapehouse.sql.load;

import io.tapehouse.dictionary.Partition;
import io.tapehouse.sql.FileFindings;
import io.tapehouse.sql.Refusal;
import io.tapehouse.sql.jdbc.Session;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Keeps what is known of a file that was not loaded, or that fills no table by itself. */
public final class RefusalRecord {

  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_LINE = 4000;

  private RefusalRecord() {}

  /**
   * Writes the ledger, a failed check and the quarantined rows; call it inside a transaction.
   *
   * @param now the time, UTC
   * @throws io.tapehouse.sql.StaleFenceException when another attempt has the partition
   */
  public static void write(Session session, Refusal refusal, LocalDateTime now) {
    Fences.hold(session, Map.of(refusal.partition(), refusal.fence()));
    List<List<?>> ledger = new ArrayList<>();
    List<List<?>> checks = new ArrayList<>();
    long loadId = session.number("SELECT coalesce(max(load_id), 0) FROM load_ledger");
    for (String table : refusal.tables().stream().sorted().toList()) {
      loadId++;
      ledger.add(
          Arrays.asList(
              loadId,
              refusal.fence(),
              table,
              refusal.dataset(),
              refusal.date(),
              refusal.fileVersion(),
              refusal.inputSha256(),
              refusal.rulesVersion(),
              refusal.attemptId(),
              (long) refusal.quarantined().size(),
              0L,
              (long) refusal.quarantined().size(),
              0L,
              refusal.verdict().status(),
              null,
              null));
      checks.add(
          Arrays.asList(
              refusal.attemptId(),
              table,
              refusal.date(),
              "file_readable",
              refusal.dataset(),
              "blocking",
              "failed",
              null,
              shortened(refusal.reason(), LONGEST_REASON),
              now));
      session.update(
          """
          DELETE FROM check_result
          WHERE attempt_id = ? AND table_name = ? AND partition_date = ? AND check_name = 'file_readable'""",
          refusal.attemptId(),
          table,
          refusal.date());
    }
    session.insert("load_ledger", ledger);
    session.insert("check_result", checks);
    quarantine(
        session,
        refusal.partition(),
        refusal.fileVersion(),
        refusal.attemptId(),
        refusal.quarantined());
  }

  /**
   * Writes warnings and the quarantined rows of a file that fills no partition; call it inside a
   * transaction.
   *
   * @param now the time, UTC
   */
  public static void write(Session session, FileFindings found, LocalDateTime now) {
    List<List<?>> checks = new ArrayList<>();
    for (FileFindings.Finding finding : found.findings()) {
      session.update(
          """
          DELETE FROM check_result
          WHERE table_name = ? AND partition_date = ? AND check_name = ? AND subject = ?""",
          found.table(),
          found.date(),
          found.check(),
          finding.subject());
      checks.add(
          Arrays.asList(
              found.attemptId(),
              found.table(),
              found.date(),
              found.check(),
              finding.subject(),
              "warning",
              "failed",
              shortened(finding.expected(), LONGEST_REASON),
              shortened(finding.found(), LONGEST_REASON),
              now));
    }
    session.insert("check_result", checks);
    quarantine(
        session, found.partition(), found.fileVersion(), found.attemptId(), found.quarantined());
  }

  private static void quarantine(
      Session session,
      Partition partition,
      int fileVersion,
      String attemptId,
      List<Refusal.QuarantinedRow> quarantined) {
    if (quarantined.isEmpty()) {
      return;
    }
    session.update(
        "DELETE FROM quarantine WHERE dataset = ? AND partition_date = ? AND file_version = ?",
        partition.dataset(),
        partition.date(),
        fileVersion);
    List<List<?>> rows = new ArrayList<>();
    for (Refusal.QuarantinedRow row : quarantined) {
      rows.add(
          List.of(
              partition.dataset(),
              partition.date(),
              fileVersion,
              row.fileName(),
              row.lineNumber(),
              shortened(row.reason(), LONGEST_REASON),
              shortened(row.raw(), LONGEST_LINE),
              attemptId));
    }
    session.insert("quarantine", rows);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
