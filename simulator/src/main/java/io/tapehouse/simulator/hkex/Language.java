package io.tapehouse.simulator.hkex;

/** The languages of the site. */
public enum Language {
  ENGLISH,
  CHINESE
}
