package io.tapehouse.gateway.engine;

/** Which engine answers. */
public enum Target {
  /** The warehouse. */
  WAREHOUSE,
  /** The catalogue that drivers and tools read. */
  CATALOG
}
