package io.tapehouse.extractors.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dataset;
import io.tapehouse.dictionary.Dataset.Field;
import io.tapehouse.dictionary.Dataset.Period;
import io.tapehouse.dictionary.Lineage;
import io.tapehouse.dictionary.calendar.LocalTimeText;
import io.tapehouse.extractors.fetch.AnswerVerdict.Banned;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.Throttled;
import io.tapehouse.extractors.http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What publishers really answer when they have nothing, each file of the captures. */
class NoDataCapturesTest {

  private static final Pattern DATE = Pattern.compile("_(\\d{8})_");

  @Test
  void everyNoDataAnswerOfTaiwanIsKnown() throws Exception {
    List<String> seen = new ArrayList<>();
    for (Path file : Captures.in("_no_data")) {
      String publisher = file.getParent().getFileName().toString();
      if (publisher.startsWith("hkex")) {
        continue; // its pages are the dataset's own form and are read elsewhere
      }
      AnswerVerdict verdict = check(publisher, file);
      String name = file.getFileName().toString();
      if (name.equals("ip_banned.json")) {
        assertThat(verdict).isEqualTo(new Banned("ip banned"));
      } else if (name.equals("upper_limit.json")) {
        assertThat(verdict).isInstanceOf(Throttled.class);
      } else {
        assertThat(verdict).as(file.toString()).isInstanceOf(Nothing.class);
        assertThat(((Nothing) verdict).believable())
            .as(file.toString())
            .isEqualTo(believable(publisher, name));
      }
      seen.add(name);
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(20);
  }

  /** TWSE's answer to a throttled client is the one of a holiday, TPEx and TAIFEX do not. */
  private static boolean believable(String publisher, String name) {
    return name.startsWith("FMTQIK")
        || !(publisher.startsWith("twse") || name.contains("datetime-error"));
  }

  private static AnswerVerdict check(String publisher, Path file) throws Exception {
    String name = file.getFileName().toString();
    boolean json = name.endsWith(".json");
    Dataset dataset =
        new Dataset(
            publisher.equals("finmind") ? "finmind.stock_tick" : publisher,
            "",
            "",
            Period.DAY,
            "x",
            List.of(),
            null,
            null,
            false,
            json ? "application/json" : "text/csv",
            "MS950",
            LocalTimeText.parse("00:00"),
            null,
            null,
            null,
            false,
            false,
            new Lineage(null, Lineage.Role.FACTS, 1, null, null, null, null, null, null, null),
            "",
            publisher.startsWith("taifex") ? fields(publisher) : List.of(),
            null);
    Matcher date = DATE.matcher(name);
    LocalDate asked =
        date.find()
            ? LocalDate.parse(date.group(1), DateTimeFormatter.BASIC_ISO_DATE)
            : LocalDate.of(2023, 1, 1);
    String contentType = name.endsWith(".html") ? "text/html" : dataset.contentType();
    return AnswerCheck.check(dataset, asked, new Answer(file, Files.size(file), contentType));
  }

  private static List<Field> fields(String publisher) {
    return List.of(new Field(publisher.endsWith("pcr") ? "日期" : "契約", ""));
  }
}
