package io.tapehouse.emulators.redshift;

/** What the stand-in does with a statement. */
sealed interface Plan {

  /** What PostgreSQL is given to prepare. */
  String sql();

  /** PostgreSQL carries it out. */
  record Pass(String sql) implements Plan {}

  /** PostgreSQL carries it out, and from then on statements are of this group. */
  record Group(String sql, String group) implements Plan {}

  /** The proxy carries it out; PostgreSQL prepares nothing in its place. */
  record Copy(CopyCommand command) implements Plan {
    @Override
    public String sql() {
      return "";
    }
  }
}
