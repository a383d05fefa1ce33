package io.tapehouse.etl.job;

import io.tapehouse.etl.parquet.Cells;
import io.tapehouse.etl.parquet.TableWriter;
import io.tapehouse.extractors.BadRow;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassBundle;
import io.tapehouse.extractors.hkex.CcassCategory;
import io.tapehouse.extractors.hkex.CcassPage;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import io.tapehouse.extractors.hkex.CcassPageReader;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * {@code hkex.ccass_shareholding}: the pages of a day. A page stands for itself, so one that cannot
 * be read is a gap with a reason in the quarantine, and the day is refused only when none can.
 */
final class CcassPageEtl implements FileEtl {

  /** Pages that are read ahead of the one whose turn it is, a few megabytes. */
  private static final int LOOK_AHEAD = 32;

  private static final CcassCategory NOBODY = new CcassCategory(0, 0, null);

  @Override
  public void run(Input input, Output output) throws IOException, UnreadableFileException {
    Reading reading = new Reading(output);
    ExecutorService readers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      for (ArchivedFile file : input.described().files()) {
        CcassBundle.forEachPage(
            input.path(file),
            input.source(file),
            (page, bytes) -> reading.expect(readers.submit(() -> read(page, bytes)), LOOK_AHEAD));
      }
      reading.expectNoMore();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "%s %s: interrupted".formatted(input.described().dataset(), input.date()));
    } finally {
      readers.shutdownNow();
    }
    reading.check(input);
    reading.write();
  }

  /** A page, or why it is none. */
  private record Read(
      SourceFile file,
      int bytes,
      @Nullable CcassPage page,
      @Nullable UnreadableFileException why) {}

  private static Read read(SourceFile file, byte[] bytes) {
    try {
      return new Read(file, bytes.length, CcassPageReader.read(file, bytes), null);
    } catch (UnreadableFileException e) {
      return new Read(file, bytes.length, null, e);
    }
  }

  /** Takes the pages in the order of the files, whichever was read first. */
  private static final class Reading {

    private final Output output;
    private final Deque<Future<Read>> expected = new ArrayDeque<>();
    private final CcassDay day = new CcassDay();
    private final List<BadRow> refused = new ArrayList<>();
    private long withoutResult;
    private long rows;
    private long bytes;

    Reading(Output output) {
      this.output = output;
    }

    void expect(Future<Read> page, int atMost) throws InterruptedException {
      expected.add(page);
      while (expected.size() > atMost) {
        take(expected.remove());
      }
    }

    void expectNoMore() throws InterruptedException {
      while (!expected.isEmpty()) {
        take(expected.remove());
      }
    }

    private void take(Future<Read> future) throws InterruptedException {
      Read read;
      try {
        read = future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      bytes += read.bytes();
      CcassPage page = read.page();
      if (page != null) {
        rows += page.holdings().size();
        day.add(page)
            .ifPresent(
                other ->
                    output.warn(
                        "%s: another page of %s than the one before it, which it replaces"
                            .formatted(read.file(), page.stockCode())));
        return;
      }
      UnreadableFileException why = Objects.requireNonNull(read.why());
      if (why.kind() == Kind.NO_DATA) {
        withoutResult++;
      } else {
        refused.add(
            new BadRow(
                read.file().name(),
                1,
                String.valueOf(why.getMessage()),
                "a page of %d bytes".formatted(read.bytes())));
      }
    }

    /** A day of which nothing can be read must not look like a day on which nobody holds. */
    void check(Input input) throws UnreadableFileException {
      if (day.pages().isEmpty()) {
        throw new UnreadableFileException(
            refused.isEmpty() ? Kind.NO_DATA : Kind.DAMAGED,
            new SourceFile(
                input.described().dataset(),
                input.date(),
                "(%d files)".formatted(input.described().files().size())),
            "expected a page that can be read, found %d without a result and %d others%s"
                .formatted(
                    withoutResult,
                    refused.size(),
                    refused.isEmpty() ? "" : "; the first: " + refused.get(0).reason()));
      }
    }

    void write() throws IOException {
      List<CcassDay.Page> pages = day.pages();
      TableWriter<CcassPage> summaries = output.table("ccass_page", CcassPageEtl::summary);
      long written = 0;
      for (CcassDay.Page page : pages) {
        summaries.write(page.summary());
        written += page.rows();
      }
      TableWriter<Row> holdings =
          output.table(
              "ccass_row",
              (row, cells) -> {
                cells.text(row.page.summary().stockCode());
                cells.text(day.participant(row.page.participant(row.number)).id());
                cells.bigint(row.page.shareholding(row.number));
                cells.decimal(row.page.percent(row.number));
              });
      for (CcassDay.Page page : pages) {
        for (int number = 0; number < page.rows(); number++) {
          holdings.write(new Row(page, number));
        }
      }
      TableWriter<CcassDay.Named> names = output.table("ccass_name", CcassPageEtl::name);
      for (CcassDay.Named name : day.names()) {
        names.write(name);
      }
      output.quarantine(refused);
      output.count("ccass_page", pages.size() + (long) refused.size(), refused.size());
      output.count("ccass_row", written, 0);
      output.read(rows, bytes);
      if (withoutResult > 0) {
        output.warn("%d stocks for which the site showed no result".formatted(withoutResult));
      }
      if (!refused.isEmpty()) {
        output.warn(
            "%d pages that cannot be read, so their stocks have a gap; the first: %s"
                .formatted(refused.size(), refused.get(0).reason()));
      }
    }
  }

  /** A row of a page. */
  private record Row(CcassDay.Page page, int number) {}

  private static void summary(CcassPage page, Cells cells) {
    cells.text(page.stockCode());
    cells.date(Math.toIntExact(page.date().toEpochDay()));
    cells.text(page.stockName().isEmpty() ? null : page.stockName());
    cells.text(text(page.language()));
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
  }

  /** A category without anybody is left out by the page: that is a true zero. */
  private static void category(@Nullable CcassCategory category, Cells cells) {
    CcassCategory known = category == null ? NOBODY : category;
    cells.bigint(known.shareholding());
    cells.integer(known.participants());
  }

  private static void name(CcassDay.Named named, Cells cells) {
    cells.text(named.participant().id());
    cells.text(text(named.language()));
    cells.text(named.participant().code());
    cells.text(named.participant().kind());
    cells.text(named.name().name());
    cells.text(named.name().address().isEmpty() ? null : named.name().address());
  }

  private static String text(Language language) {
    return language == Language.ENGLISH ? "en" : "zh";
  }
}
