package io.tapehouse.emulators.redshift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a statement by places in its text; they must not overlap. */
final class Edits {

  private record Edit(int start, int end, String replacement) {}

  private final List<Edit> edits = new ArrayList<>();

  void insert(int at, String text) {
    replace(at, at, text);
  }

  void delete(int start, int end) {
    replace(start, end, "");
  }

  void replace(int start, int end, String text) {
    edits.add(new Edit(start, end, text));
  }

  String applied(String sql) {
    StringBuilder changed = new StringBuilder();
    int done = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      changed.append(sql, done, edit.start()).append(edit.replacement());
      done = edit.end();
    }
    return changed.append(sql, done, sql.length()).toString();
  }
}
