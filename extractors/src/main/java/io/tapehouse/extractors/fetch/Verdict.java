package io.tapehouse.extractors.fetch;

/** What an answer of status 200 turns out to be. */
sealed interface Verdict {

  /** The file that was asked for. */
  record Accepted(Form form) implements Verdict {}

  /** The publisher says that there is nothing. */
  record Nothing(String words, boolean believable) implements Verdict {}

  /** The file of another week: the publisher has no other one. */
  record OtherWeek(String date) implements Verdict {}

  /** No answer to what was asked: what was expected and what was found. */
  record Refused(String complaint) implements Verdict {}

  /** The publisher says that we ask too often. */
  record Throttled(String words) implements Verdict {}

  /** The publisher will have no more of us. */
  record Banned(String words) implements Verdict {}

  /** The publisher wants a better subscription. */
  record Declined(String words) implements Verdict {}
}
