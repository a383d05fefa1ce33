package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The files that somebody names: a file, all in a folder and those below it, all in a zip. What is
 * named itself is taken whatever it is called; in folders and zips only what ends as such files do,
 * since browsers save pictures and scripts beside a page. Not safe for use by many threads.
 */
public final class SavedFiles {

  private static final String ZIP = ".zip";

  /** What browsers save with {@code page.html} lies in {@code page_files}. */
  private static final String EXTRAS = "_files";

  private final Set<String> endings;
  private final SavedFileReader reader;
  private final Map<Path, SavedFile> loose = new LinkedHashMap<>();
  private final Map<Path, String> zips = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private int ignored;

  /**
   * Finds files.
   *
   * @param endings how their names end, with the dot, in small letters
   * @param reader opens zips
   */
  public SavedFiles(Set<String> endings, SavedFileReader reader) {
    this.endings = Set.copyOf(endings);
    this.reader = reader;
  }

  /**
   * Adds what is named; what was added before is not added twice.
   *
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  public void add(Path named) throws IOException {
    if (!Files.isDirectory(named)) {
      addFile(named, Files.getLastModifiedTime(named).toInstant());
      return;
    }
    Files.walkFileTree(
        named,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(named) && (isHidden(folder) || isExtras(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isHidden(file)) {
              return FileVisitResult.CONTINUE;
            }
            if (isWanted(file.toString()) || isZip(file.toString())) {
              addFile(file, Files.getLastModifiedTime(file).toInstant());
            } else {
              ignored++;
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void addFile(Path file, Instant saved) throws IOException {
    Path real = file.toRealPath();
    if (isZip(file.toString()) || CcassBundle.isZip(file)) {
      zips.putIfAbsent(real, file.toString());
    } else {
      loose.putIfAbsent(real, new SavedFile(file, null, file.toString(), saved));
    }
  }

  /** All of them, those that were saved first first. */
  public List<SavedFile> all() throws IOException {
    List<SavedFile> all = new ArrayList<>(loose.values());
    for (Map.Entry<Path, String> zip : zips.entrySet()) {
      try {
        for (SavedFile entry : reader.entries(zip.getKey(), zip.getValue())) {
          addEntry(entry, all);
        }
      } catch (UnreadableFileException e) {
        refused.put(zip.getValue(), String.valueOf(e.getMessage()));
      }
    }
    Collections.sort(all);
    return all;
  }

  private void addEntry(SavedFile entry, List<SavedFile> all) {
    String name = String.valueOf(entry.entry());
    if (isZip(name)) {
      refused.put(entry.name(), entry.name() + ": a zip in a zip is not looked into: unpack it");
    } else if (isWanted(name) && !name.startsWith("__MACOSX/") && !name.contains(EXTRAS + "/")) {
      all.add(entry);
    } else {
      ignored++;
    }
  }

  /** Zips that cannot be read, by their names, with the words on each; known after {@link #all}. */
  public Map<String, String> refused() {
    return Collections.unmodifiableMap(refused);
  }

  /** How many files were left out for what they are called. */
  public int ignored() {
    return ignored;
  }

  private boolean isWanted(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(lower::endsWith);
  }

  private static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ZIP);
  }

  /** What begins with a dot or an underscore is somebody's own note, like a receipt. */
  private static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.startsWith("_");
  }

  private static boolean isExtras(Path folder) {
    String name = String.valueOf(folder.getFileName());
    if (!name.endsWith(EXTRAS)) {
      return false;
    }
    String page = name.substring(0, name.length() - EXTRAS.length());
    return List.of(".html", ".htm").stream()
        .anyMatch(
            ending ->
                Files.isRegularFile(
                    folder.resolveSibling(page + ending), LinkOption.NOFOLLOW_LINKS));
  }
}
