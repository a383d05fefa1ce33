package io.tapehouse.simulator.document;

/** The forms in which a publisher gives the same contents. */
public enum DocumentForm {
  CSV,
  JSON,
  HTML
}
