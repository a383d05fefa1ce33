package io.tapehouse.extractors.fetch;

/** What an answer of status 200 turns out to be. */
sealed interface AnswerVerdict {

  /** The file that was asked for. */
  record Accepted(AnswerFormat form) implements AnswerVerdict {}

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

  /** The file of another week: the publisher has no other one. */
  record OtherWeek(String date) implements AnswerVerdict {}
}
