package io.tapehouse.simulator.hkex;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An account holder at CCASS.
 *
 * @param id empty for investors, and for the clearing house itself
 * @param renamed its other name, from a day on
 */
record Participant(String id, Name name, Name address, Optional<Renaming> renamed) {

  /** A text in both languages of the site. */
  record Name(String english, String chinese) {
    String in(Language language) {
      return language == Language.ENGLISH ? english : chinese;
    }
  }

  record Renaming(LocalDate from, Name name) {}

  static Participant of(String id, Name name, Name address) {
    return new Participant(id, name, address, Optional.empty());
  }

  Name nameOn(LocalDate day) {
    return renamed
        .filter(renaming -> !day.isBefore(renaming.from()))
        .map(Renaming::name)
        .orElse(name);
  }
}
