package io.tapehouse.extractors.fetch;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an answer of status 200 turns out to be. */
sealed interface AnswerVerdict {

  /**
   * The file that was asked for.
   *
   * @param date the date that it bears; null: that which was asked for
   */
  record Accepted(AnswerFormat form, @Nullable LocalDate date) implements AnswerVerdict {

    /** A file of the date that was asked for. */
    Accepted(AnswerFormat form) {
      this(form, null);
    }
  }

  /** The publisher has no data. */
  record Nothing(String words, boolean believable) implements AnswerVerdict {}

  /** No answer to what was asked: what was expected and what was found. */
  record Refused(String complaint) implements AnswerVerdict {}

  /** The publisher throttles us. */
  record Throttled(String words) implements AnswerVerdict {}

  /** The publisher will have no more of us. */
  record Banned(String words) implements AnswerVerdict {}

  /** The publisher wants a better subscription. */
  record Declined(String words) implements AnswerVerdict {}

  /** The file of another time: the publisher has no other one. */
  record OtherWeek(String date) implements AnswerVerdict {}
}
