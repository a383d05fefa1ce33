package io.tapehouse.etl.job;

import io.tapehouse.etl.job.PageParticipants.Participant;
import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.etl.tables.LakeTables;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassBundle;
import io.tapehouse.extractors.hkex.CcassCategory;
import io.tapehouse.extractors.hkex.CcassHolding;
import io.tapehouse.extractors.hkex.CcassPage;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import io.tapehouse.extractors.hkex.CcassPageReader;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.job.EtlOutcome;
import io.tapehouse.store.job.EtlOutcome.RowCounts;
import io.tapehouse.store.lake.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * {@code hkex.ccass_shareholding}: the pages of a day, in bundles. A task reads the pages of one
 * bundle and writes all their rows; which page of a stock counts, and what a participant is called,
 * Spark SQL chooses over all bundles. A page stands for itself, so one that cannot be read is a gap
 * with a reason in the quarantine, and the day is refused only when none can.
 */
final class CcassPageEtl implements BundledEtl {

  private static final String RAW_PAGE = "ccass_raw_page";
  private static final String RAW_ROW = "ccass_raw_row";
  private static final String RAW_NAME = "ccass_raw_name";
  private static final String PAGE = "ccass_page";
  private static final String ROW = "ccass_row";
  private static final String NAME = "ccass_name";
  private static final String QUARANTINE = "quarantine";

  private static final CcassCategory NOBODY = new CcassCategory(0, 0, null);

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    Bundle bundle = new Bundle(input, output);
    for (ArchivedFile file : input.described().files()) {
      try {
        CcassBundle.forEachPage(input.path(file), input.source(file), bundle::take);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException(input.source(file) + ": interrupted");
      }
    }
    bundle.end();
  }

  /** A day of which nothing can be read must not look like a day without holders. */
  @Override
  public void check(EtlOutcome read) throws UnreadableFileException {
    RowCounts pages = read.rows().getOrDefault(RAW_PAGE, new RowCounts(0, 0, 0));
    if (pages.accepted() > 0) {
      return;
    }
    throw new UnreadableFileException(
        pages.quarantined() == 0 ? Kind.NO_DATA : Kind.DAMAGED,
        new SourceFile(read.dataset(), read.date(), "(all files)"),
        "expected a page that can be read, found %d without a result and %d others%s"
            .formatted(
                withoutResult(pages),
                pages.quarantined(),
                read.badRows().isEmpty() ? "" : "; the first: " + read.badRows().get(0).reason()));
  }

  @Override
  public EtlOutcome complete(EtlOutcome read, LakeTables tables) throws IOException {
    List<Manifest> raw =
        List.of(
            Objects.requireNonNull(read.manifests().get(RAW_PAGE)),
            Objects.requireNonNull(read.manifests().get(RAW_ROW)),
            Objects.requireNonNull(read.manifests().get(RAW_NAME)));
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    for (String table : List.of(PAGE, ROW, NAME)) {
      manifests.put(table, tables.write(tables.query(table, raw), table, read.attempt()));
    }
    manifests.put(QUARANTINE, Objects.requireNonNull(read.manifests().get(QUARANTINE)));
    RowCounts found = Objects.requireNonNull(read.rows().get(RAW_PAGE));
    long pages = manifests.get(PAGE).rows();
    long rows = manifests.get(ROW).rows();
    List<String> warnings = new ArrayList<>();
    if (found.accepted() > pages) {
      warnings.addAll(replaced(read, tables, raw));
    }
    if (withoutResult(found) > 0) {
      warnings.add("%d stocks for which the site showed no result".formatted(withoutResult(found)));
    }
    if (found.quarantined() > 0) {
      warnings.add(
          "%d pages that cannot be read, so their stocks have a gap; the first: %s"
              .formatted(found.quarantined(), read.badRows().get(0).reason()));
    }
    return EtlOutcome.written(
        read.attempt(),
        manifests,
        Map.of(
            PAGE, new RowCounts(pages + found.quarantined(), pages, found.quarantined()),
            ROW, new RowCounts(rows, rows, 0)),
        warnings,
        List.of());
  }

  private static List<String> replaced(EtlOutcome read, LakeTables tables, List<Manifest> raw)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    for (Row page : tables.query("ccass_replaced_page", raw).collectAsList()) {
      warnings.add(
          "%s: another page of %s than the one before it, which it replaces"
              .formatted(
                  new SourceFile(read.dataset(), read.date(), page.getString(0)),
                  page.getString(1)));
    }
    return warnings;
  }

  /** Pages that were found, and are neither read nor refused. */
  private static long withoutResult(RowCounts pages) {
    return pages.read() - pages.accepted() - pages.quarantined();
  }

  /**
   * A page of a bundle.
   *
   * @param number which one, from 0
   * @param file as messages call it
   * @param digest of its rows
   */
  private record NumberedPage(int number, String file, CcassPage page, String digest) {}

  /** A row of a page, which is its number in the bundle and in the page. */
  private record NumberedRow(
      int page, int row, String stock, Participant participant, int name, CcassHolding holding) {}

  /** What a page calls a participant. */
  private record Name(Participant participant, String name, String address) {}

  /** Writes the pages of a bundle as they come. */
  private static final class Bundle {

    private final Output output;
    private final TableWriter<NumberedPage> pages;
    private final TableWriter<NumberedRow> rows;
    private final Map<Name, Integer> names = new LinkedHashMap<>();
    private final TableWriter<Map.Entry<Name, Integer>> nameWriter;
    private final List<BadRow> refused = new ArrayList<>();
    private int found;
    private long bytes;

    Bundle(Input input, Output output) {
      this.output = output;
      pages = output.table(RAW_PAGE, (page, cells) -> summary(input.fileNo(), page, cells));
      rows = output.table(RAW_ROW, (row, cells) -> row(input.fileNo(), row, cells));
      nameWriter = output.table(RAW_NAME, (name, cells) -> name(input.fileNo(), name, cells));
    }

    void take(SourceFile file, byte[] text) throws IOException {
      int number = found++;
      bytes += text.length;
      CcassPage page;
      try {
        page = CcassPageReader.read(file, text);
      } catch (UnreadableFileException e) {
        if (e.kind() != Kind.NO_DATA) {
          refused.add(
              new BadRow(
                  file.name(),
                  1,
                  String.valueOf(e.getMessage()),
                  "a page of %d bytes".formatted(text.length)));
        }
        return;
      }
      List<CcassHolding> holdings = page.holdings();
      List<Participant> participants = PageParticipants.of(holdings);
      StringBuilder content = new StringBuilder();
      for (int row = 0; row < holdings.size(); row++) {
        CcassHolding holding = holdings.get(row);
        Participant participant = participants.get(row);
        content.append(participant.id()).append(' ').append(holding.shareholding());
        content.append(' ').append(holding.percent()).append('\n');
        Integer name =
            names.computeIfAbsent(
                new Name(participant, holding.participantName(), holding.address()),
                unknown -> names.size());
        rows.write(new NumberedRow(number, row, page.stockCode(), participant, name, holding));
      }
      pages.write(new NumberedPage(number, file.name(), page, Sha256.of(content.toString())));
    }

    void end() throws IOException {
      for (Map.Entry<Name, Integer> name : names.entrySet()) {
        nameWriter.write(name);
      }
      output.quarantine(refused);
      long withResult = pages.rows();
      output.count(RAW_PAGE, new RowCounts(found, withResult, refused.size()));
      output.count(RAW_ROW, new RowCounts(rows.rows(), rows.rows(), 0));
      output.read(rows.rows(), bytes);
    }
  }

  private static void summary(int fileNo, NumberedPage numbered, Cells cells) {
    CcassPage page = numbered.page();
    cells.integer(fileNo);
    cells.integer(numbered.number());
    cells.text(numbered.file());
    cells.text(page.stockCode());
    cells.date(Math.toIntExact(page.date().toEpochDay()));
    cells.text(page.stockName().isEmpty() ? null : page.stockName());
    cells.text(page.language() == Language.ENGLISH ? "en" : "zh");
    Long issued = page.issuedShares();
    if (issued == null) {
      cells.none();
    } else {
      cells.bigint(issued);
    }
    category(page.intermediaries(), cells);
    category(page.consenting(), cells);
    category(page.nonConsenting(), cells);
    category(page.total(), cells);
    cells.bool(page.hasPercentages());
    cells.text(numbered.digest());
  }

  /** A category without anybody is left out by the page: that is a true zero. */
  private static void category(@Nullable CcassCategory category, Cells cells) {
    CcassCategory known = category == null ? NOBODY : category;
    cells.bigint(known.shareholding());
    cells.integer(known.participants());
  }

  private static void row(int fileNo, NumberedRow row, Cells cells) {
    cells.integer(fileNo);
    cells.integer(row.page());
    cells.integer(row.row());
    cells.text(row.stock());
    cells.text(row.participant().id());
    cells.integer(row.name());
    cells.bigint(row.holding().shareholding());
    cells.decimal(row.holding().percent());
  }

  private static void name(int fileNo, Map.Entry<Name, Integer> numbered, Cells cells) {
    Name name = numbered.getKey();
    cells.integer(fileNo);
    cells.integer(numbered.getValue());
    cells.text(name.participant().id());
    cells.text(name.participant().code());
    cells.text(name.participant().kind());
    cells.text(name.name());
    cells.text(name.address().isEmpty() ? null : name.address());
  }
}
