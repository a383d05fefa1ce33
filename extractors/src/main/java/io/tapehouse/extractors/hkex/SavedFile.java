package io.tapehouse.extractors.hkex;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A file that a user has: by itself or in a zip. What was saved later comes after what was saved
 * before, and at the same time by name.
 *
 * @param file where it lies
 * @param entry its name in the zip {@code file}; null: it lies by itself
 * @param name what messages call it
 * @param saved when it was last changed, as far as is known
 */
public record SavedFile(Path file, @Nullable String entry, String name, Instant saved)
    implements Comparable<SavedFile> {

  private static final Comparator<SavedFile> ORDER =
      Comparator.comparing(SavedFile::saved).thenComparing(SavedFile::name);

  @Override
  public int compareTo(SavedFile other) {
    return ORDER.compare(this, other);
  }
}
