package io.tapehouse.simulator.twse;

import io.tapehouse.simulator.document.DocumentForm;
import io.tapehouse.simulator.document.Edition;
import io.tapehouse.simulator.document.TextTable;
import io.tapehouse.simulator.market.Holiday;
import io.tapehouse.simulator.market.SimulatedHolidays;
import io.tapehouse.simulator.market.Weekday;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The holiday schedule of a year. Its two forms have different columns. */
final class HolidayReport extends TwseReport {

  private static final List<String> CSV_COLUMNS =
      List.of("名稱", "日期", "星期", "說明", "備註(* : 市場無交易，僅辦理結算交割作業。o : 交易日。)");
  private static final List<String> JSON_COLUMNS = List.of("日期", "名稱", "說明");
  private static final int FIRST_YEAR = 2002;
  private static final int LAST_YEAR = 2030;

  @Override
  public Optional<TextTable> table(Edition edition) {
    LocalDate date = edition.date();
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    String addition = edition.revision() > 0 ? "（修正）" : "";
    for (Holiday holiday : SimulatedHolidays.of(date.getYear()).rows()) {
      String description = holiday.description() + addition;
      rows.add(
          edition.form() == DocumentForm.CSV
              ? csvRow(holiday, description)
              : List.of(holiday.date().toString(), holiday.name(), description));
    }
    String title = "中華民國" + RocDate.year(date) + "年有價證券集中交易市場開（休）市日期表";
    boolean csv = edition.form() == DocumentForm.CSV;
    return Optional.of(new TextTable(title, csv ? CSV_COLUMNS : JSON_COLUMNS, rows));
  }

  @Override
  String csv(TextTable table) {
    // Unlike other reports: bare title and header, plain line feeds, no comma at the end.
    StringBuilder text = new StringBuilder();
    text.append(table.title()).append('\n');
    text.append(String.join(",", table.columns())).append('\n');
    for (List<String> row : table.rows()) {
      boolean whole = row.size() >= table.columns().size();
      text.append(whole ? '"' + String.join("\",\"", row) + '"' : String.join(",", row));
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  String date(Edition edition) {
    return edition.date().format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  String success() {
    return "ok";
  }

  @Override
  public LocalDate otherDate(LocalDate date) {
    return date.minusYears(1);
  }

  private static List<String> csvRow(Holiday holiday, String description) {
    LocalDate date = holiday.date();
    String monthDay = date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    return List.of(holiday.name(), monthDay, Weekday.of(date), description, holiday.mark().text());
  }
}
