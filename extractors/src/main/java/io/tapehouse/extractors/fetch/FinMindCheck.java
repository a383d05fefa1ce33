package io.tapehouse.extractors.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.extractors.fetch.AnswerVerdict.Accepted;
import io.tapehouse.extractors.fetch.AnswerVerdict.Banned;
import io.tapehouse.extractors.fetch.AnswerVerdict.Declined;
import io.tapehouse.extractors.fetch.AnswerVerdict.Nothing;
import io.tapehouse.extractors.fetch.AnswerVerdict.Refused;
import io.tapehouse.extractors.fetch.AnswerVerdict.Throttled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** FinMind repeats the status inside the answer (FORMATS-taiwan.md, section 6). */
final class FinMindCheck {

  private FinMindCheck() {}

  static AnswerVerdict check(Path file) throws IOException {
    JsonSummary answer;
    try (InputStream in = Files.newInputStream(file)) {
      answer = JsonSummary.read(in);
    } catch (JsonProcessingException e) {
      return new Refused("expected a whole JSON object, found: " + e.getOriginalMessage());
    }
    String status = answer.value("status").orElse("none");
    String words = PublisherPhrases.quoted(answer.value("msg").orElse("no msg"));
    return switch (status) {
      case "200" -> success(answer, words);
      case "400" -> new Declined(words);
      case "402" -> new Throttled(words);
      case "403" -> new Banned(words);
      default -> new Refused("expected status 200, found " + status + ": " + words);
    };
  }

  /** The words of an answer that came with another status than 200. */
  static String words(String answer) {
    try {
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      return PublisherPhrases.quoted(
          JsonSummary.read(new ByteArrayInputStream(bytes)).value("msg").orElse(answer));
    } catch (IOException e) {
      return PublisherPhrases.quoted(answer); // not JSON: its own words then
    }
  }

  private static AnswerVerdict success(JsonSummary answer, String words) {
    if (!words.equals("success")) {
      return new Refused("expected msg success, found '" + words + "'");
    }
    return answer.rows() > 0
        ? new Accepted(AnswerFormat.JSON)
        : new Nothing("success, no rows", true);
  }
}
