package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.Quarantine;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hkex.corporate_actions}: a CSV of the user's own, UTF-8, a row a line. Columns are
 * found by their names, in any order; further columns are left alone. Stateless and safe for use by
 * many threads.
 */
public final class CorporateActionsReader {

  private static final int STOCK = 0;
  private static final int DATE = 1;
  private static final int KIND = 2;
  private static final int OLD = 3;
  private static final int NEW = 4;
  private static final int NOTE = 5;
  private static final int QUOTED = 160;

  /** More shares than any listed company has. */
  private static final long MOST_SHARES = 1_000_000_000L;

  private final Quarantine quarantine;
  private final @Nullable Integer year;
  private final List<CorporateAction> actions = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();
  private int[] columns = new int[0];
  private long rowsRead;

  private CorporateActionsReader(SourceFile file, @Nullable Integer year) {
    this.quarantine = new Quarantine(file);
    this.year = year;
  }

  /**
   * Reads the file of a year.
   *
   * @param file the file; its date is of the year of which all actions must be
   * @param bytes its content
   * @throws UnreadableFileException when it is no such CSV, or too many of its rows are bad
   */
  public static CorporateActionFile read(SourceFile file, byte[] bytes)
      throws UnreadableFileException {
    CorporateActionsReader reader = new CorporateActionsReader(file, file.date().getYear());
    try {
      reader.readLines(bytes);
    } catch (PageRefusal e) {
      throw e.of(file);
    }
    reader.quarantine.check(reader.rowsRead);
    return reader.read();
  }

  /**
   * Reads a file of any years, with all its bad rows, however many.
   *
   * @param name what messages call the file
   * @param bytes its content
   * @throws UnreadableFileException when it is no such CSV
   */
  public static CorporateActionFile readAny(String name, byte[] bytes)
      throws UnreadableFileException {
    CorporateActionsReader reader =
        new CorporateActionsReader(
            new SourceFile("hkex.corporate_actions", LocalDate.EPOCH, name), null);
    try {
      reader.readLines(bytes);
    } catch (PageRefusal e) {
      throw e.of(name);
    }
    return reader.read();
  }

  private CorporateActionFile read() {
    return new CorporateActionFile(actions, rowsRead, quarantine.rows());
  }

  private void readLines(byte[] bytes) throws PageRefusal {
    List<String> text = text(bytes).lines().toList();
    if (text.isEmpty()) {
      throw PageRefusal.damaged("expected a CSV with a header, found an empty file");
    }
    columns = columns(text.get(0));
    for (int line = 2; line <= text.size(); line++) {
      String row = text.get(line - 1);
      if (!row.isBlank()) {
        rowsRead++;
        readRow(line, row);
      }
    }
  }

  private static String text(byte[] bytes) throws PageRefusal {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw PageRefusal.damaged("expected text in UTF-8, found other bytes");
    }
  }

  private static int[] columns(String header) throws PageRefusal {
    List<String> names =
        cells(header).orElse(List.of()).stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    int[] columns = new int[CorporateActionFile.COLUMNS.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = names.indexOf(CorporateActionFile.COLUMNS.get(i));
      if (columns[i] < 0 && i != NOTE) {
        throw PageRefusal.columns(
            "expected the columns %s, found '%s'"
                .formatted(
                    String.join(", ", CorporateActionFile.COLUMNS),
                    header.length() <= QUOTED ? header : header.substring(0, QUOTED) + "…"));
      }
    }
    return columns;
  }

  private void readRow(long line, String row) {
    try {
      CorporateAction action = action(row);
      Long before = lines.putIfAbsent(action.stockCode() + " " + action.effectiveDate(), line);
      if (before != null) {
        throw new BadCell(
            "expected one row of %s on %s, found another in line %d"
                .formatted(action.stockCode(), action.effectiveDate(), before));
      }
      actions.add(action);
    } catch (BadCell e) {
      quarantine.add(line, String.valueOf(e.getMessage()), row);
    }
  }

  private CorporateAction action(String row) throws BadCell {
    List<String> cells =
        cells(row).orElseThrow(() -> new BadCell("expected a \" at the end of a cell, found none"));
    String stock = cell(cells, STOCK);
    // Spreadsheets take the zeros away.
    if (!stock.matches("\\d{1,5}")) {
      throw new BadCell("expected a stock code of five digits, found '" + stock + "'");
    }
    LocalDate date = date(cell(cells, DATE));
    CorporateAction.Kind kind = kind(cell(cells, KIND));
    long oldShares = shares("old_shares", cell(cells, OLD));
    long newShares = shares("new_shares", cell(cells, NEW));
    boolean more = kind != CorporateAction.Kind.CONSOLIDATION;
    if (more ? newShares <= oldShares : newShares >= oldShares) {
      throw new BadCell(
          "expected %s new shares than old ones in a %s, found %d for %d"
              .formatted(more ? "more" : "fewer", kind.text(), newShares, oldShares));
    }
    return new CorporateAction(
        "0".repeat(5 - stock.length()) + stock,
        date,
        kind,
        oldShares,
        newShares,
        columns[NOTE] < 0 ? "" : cell(cells, NOTE));
  }

  private String cell(List<String> cells, int column) {
    return columns[column] < cells.size() ? cells.get(columns[column]).strip() : "";
  }

  private LocalDate date(String text) throws BadCell {
    LocalDate date;
    try {
      date = LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadCell("expected a date like 2025-09-11, found '" + text + "'");
    }
    if (year != null && date.getYear() != year) {
      throw new BadCell("expected a date of " + year + ", found " + date);
    }
    return date;
  }

  private static CorporateAction.Kind kind(String text) throws BadCell {
    for (CorporateAction.Kind kind : CorporateAction.Kind.values()) {
      if (kind.text().equals(text.toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new BadCell("expected split, consolidation or bonus, found '" + text + "'");
  }

  private static long shares(String column, String text) throws BadCell {
    long shares = text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
    if (shares < 1 || shares > MOST_SHARES) {
      throw new BadCell(
          "expected a whole number of at least 1 in %s, found '%s'".formatted(column, text));
    }
    return shares;
  }

  /** The cells of a line; none when a quoted one has no end. */
  private static Optional<List<String>> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"' && (quoted || cell.toString().isBlank())) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return quoted ? Optional.empty() : Optional.of(cells);
  }

  /** What is wrong with a row. */
  private static final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    BadCell(String complaint) {
      super(complaint);
    }
  }
}
