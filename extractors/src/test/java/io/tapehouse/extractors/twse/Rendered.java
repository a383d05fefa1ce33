package io.tapehouse.extractors.twse;

import io.tapehouse.extractors.text.TextLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A table in the forms in which TWSE publishes one. */
record Rendered(String date, String title, List<String> fields, List<List<String>> rows) {

  byte[] json() {
    String data = rows.stream().map(Rendered::array).collect(Collectors.joining(","));
    return """
        {"stat":"OK","date":"%s","title":"%s","fields":%s,"data":[%s],"notes":["註"],"total":%d}"""
        .formatted(date, title, array(fields), data, rows.size())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** As the site has written it since 2017: a comma after the last cell, = before the first. */
  byte[] csv(String lineEnd, String firstCellPrefix, String afterLastCell) {
    StringBuilder text = new StringBuilder("\"" + title + "\"" + lineEnd);
    text.append(quoted(fields)).append(afterLastCell).append(lineEnd);
    for (List<String> row : rows) {
      text.append(firstCellPrefix).append(quoted(row)).append(afterLastCell).append(lineEnd);
    }
    text.append("\"說明:\"").append(lineEnd);
    text.append("\"民國103年12月29日以後，資料為每5秒方式提供。\"").append(lineEnd);
    return text.toString().getBytes(TextLines.MS950);
  }

  byte[] csv() {
    return csv("\r\n", "=", ",");
  }

  private static String array(List<String> cells) {
    return cells.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }

  private static String quoted(List<String> cells) {
    return cells.stream().collect(Collectors.joining("\",\"", "\"", "\""));
  }
}
