package io.tapehouse.extractors.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Holds an answer of TWSE or TPEx against the question. */
final class JsonCheck {

  private JsonCheck() {}

  static AnswerVerdict check(Path file, AskedDate asked) throws IOException {
    JsonSummary answer;
    try (InputStream in = Files.newInputStream(file)) {
      answer = JsonSummary.read(in);
    } catch (JsonProcessingException e) {
      return new Refused("expected a whole JSON object, found: " + e.getOriginalMessage());
    }
    if (answer.keys() == 0) {
      return new Nothing("{}", false);
    }
    Optional<String> date = answer.value("date").or(() -> answer.value("reportDate"));
    Optional<String> otherDate =
        date.isPresent()
            ? asked.complaint(date.get())
            : answer.value("title").flatMap(asked::complaintAboutTitle);
    if (otherDate.isPresent()) {
      return new Refused(otherDate.get());
    }
    Optional<String> stat = answer.value("stat");
    if (stat.isPresent() && !stat.get().equalsIgnoreCase("OK")) {
      Optional<Nothing> nothing = PublisherPhrases.nothing(stat.get());
      return nothing.isPresent()
          ? nothing.get()
          : new Refused("expected stat OK, found '" + PublisherPhrases.quoted(stat.get()) + "'");
    }
    if (answer.rows() > 0 && stat.isEmpty()) {
      return new Refused("expected an object with a stat, found none");
    }
    // A list of events with its range may be empty; a throttled client gets words.
    if (answer.rows() > 0 || (asked.isList() && stat.isPresent() && answer.keys() > 1)) {
      return new Accepted(AnswerFormat.JSON);
    }
    // TPEx's older form has no stat but a count of rows.
    boolean counts = stat.isPresent() || answer.value("iTotalRecords").isPresent();
    return counts
        ? new Nothing(
            stat.map(words -> "stat " + words + ", ").orElse("") + "no rows", date.isPresent())
        : new Refused("expected an object with a stat, found none and no rows");
  }
}
