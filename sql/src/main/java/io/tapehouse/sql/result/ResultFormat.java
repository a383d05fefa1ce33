package io.tapehouse.sql.result;

import java.io.Writer;

/** How the rows of a query are written. */
public enum ResultFormat {
  /** Aligned columns for people, with the number of rows below. */
  TABLE {
    @Override
    public ResultWriter to(Writer out) {
      return new TextTableWriter(out);
    }
  },
  /** RFC 4180 with a line of names; NULL is empty, the empty text is quoted. */
  CSV {
    @Override
    public ResultWriter to(Writer out) {
      return new CsvWriter(out);
    }
  },
  /** An array of objects, a row a line. */
  JSON {
    @Override
    public ResultWriter to(Writer out) {
      return new JsonWriter(out);
    }
  };

  /** A writer of this format for one query; {@code out} is flushed at the end and not closed. */
  public abstract ResultWriter to(Writer out);
}
