package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.text.PublishedDates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A file of pages with details of one event each: a page, or a zip of pages. */
public final class EventPages {

  /** Any will do that zips can hold without the time zone of this machine. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  /** A page has some hundred bytes. */
  private static final int LARGEST_PAGE = 1 << 20;

  private static final String CODE = "股票代號";
  private static final String HALTED = "停止買賣日期";

  /** Trading stops within days of the announcement. */
  private static final int MOST_DAYS_TO_HALT = 30;

  private EventPages() {}

  /**
   * A page.
   *
   * @param name of its file
   * @param reference which one it is, by that name
   * @param table its table, whose headers have no colons behind them
   */
  public record Page(String name, EventReference reference, PublishedTable table) {}

  /**
   * The pages of a file.
   *
   * @param pages those that can be read, and are what their names have
   * @param none the events of which the publisher has no page
   * @param problems why a page is none of them, by the name of its file
   */
  public record Read(
      List<Page> pages, List<EventReference> none, SortedMap<String, String> problems) {}

  /**
   * Reads a file.
   *
   * @throws UnreadableFileException when it is a zip that is damaged
   */
  public static Read read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    List<Page> pages = new ArrayList<>();
    List<EventReference> none = new ArrayList<>();
    SortedMap<String, String> problems = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : entries(file, bytes).entrySet()) {
      String name = entry.getKey();
      Optional<EventReference> reference = EventReference.named(name, file.date());
      if (reference.isEmpty()) {
        problems.put(
            name,
            "expected a page whose name ends in _CODE_yyyymmdd.json, found '%s'".formatted(name));
      } else if (EventReference.isNone(name)) {
        none.add(reference.get());
      } else {
        try {
          pages.add(page(file, name, reference.get(), entry.getValue()));
        } catch (UnreadableFileException e) {
          problems.put(name, String.valueOf(e.getMessage()));
        }
      }
    }
    return new Read(pages, none, problems);
  }

  /**
   * Reads a page, and holds what it bears against what it was asked for: its code, and of a
   * reduction the first day without trading.
   *
   * @param name of its file
   * @throws UnreadableFileException when it is damaged, has not one event, or is of another one
   */
  public static Page page(SourceFile file, String name, EventReference reference, byte[] bytes)
      throws UnreadableFileException {
    SourceFile source = file.name().equals(name) ? file : file.entry(name);
    PublishedTable published = JsonTable.readPage(source, bytes);
    List<String> columns = published.columns().stream().map(EventPages::withoutColon).toList();
    PublishedTable table = new PublishedTable(source, "", columns, published.rows(), false);
    String code = cell(table, CODE).orElse("");
    if (!code.equals(reference.code())) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          source,
          "expected the page of %s, found that of '%s'".formatted(reference, code));
    }
    Optional<LocalDate> halted = cell(table, HALTED).flatMap(PublishedDates::parse);
    if (halted.isPresent()
        && (halted.get().isBefore(reference.date())
            || halted.get().isAfter(reference.date().plusDays(MOST_DAYS_TO_HALT)))) {
      throw new UnreadableFileException(
          Kind.WRONG_DATE,
          source,
          "expected trading of %s to stop within %d days, found %s"
              .formatted(reference, MOST_DAYS_TO_HALT, halted.get()));
    }
    return new Page(name, reference, table);
  }

  private static String withoutColon(String header) {
    return header.endsWith("：") ? header.substring(0, header.length() - 1).strip() : header;
  }

  private static Optional<String> cell(PublishedTable table, String header) {
    int column = table.column(header);
    List<String> cells = table.rows().get(0).cells();
    return column >= 0 && column < cells.size()
        ? Optional.of(cells.get(column).strip())
        : Optional.empty();
  }

  /**
   * The files within a file, by name: the entries of a zip, else the file itself.
   *
   * @throws UnreadableFileException when it is a zip that is damaged
   */
  public static SortedMap<String, byte[]> entries(SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
      entries.put(file.name(), bytes);
      return entries;
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] page = zip.readNBytes(LARGEST_PAGE + 1);
        if (page.length > LARGEST_PAGE) {
          throw new UnreadableFileException(
              Kind.DAMAGED,
              file.entry(entry.getName()),
              "expected a page of at most %d bytes, found more".formatted(LARGEST_PAGE));
        }
        entries.put(entry.getName(), page);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableFileException(
          Kind.DAMAGED, file, "expected a zip of pages, found it broken: " + e.getMessage());
    }
    if (entries.isEmpty()) {
      throw new UnreadableFileException(
          Kind.DAMAGED,
          file,
          "expected a zip of pages, found none of %d bytes".formatted(bytes.length));
    }
    return entries;
  }

  /** A zip of files. The same files give the same bytes: the entries bear no time of their own. */
  public static byte[] zip(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a zip in memory", e);
    }
    return bytes.toByteArray();
  }
}
