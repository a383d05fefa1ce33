package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a user names: a file, all in a folder and those below it, all in a zip. What is
 * named itself is taken whatever it is called; in folders and zips what is so called, or looks like
 * it. Everything else is {@link #refused} with a reason, but for what is no data of anybody: hidden
 * files, notes of the operating system, and what browsers save beside a page, which are counted.
 * Not safe for use by many threads.
 */
public final class SavedFiles {

  private static final String ZIP = ".zip";

  /** Windows and macOS write these everywhere; the last one is the archive's own. */
  private static final Set<String> SYSTEM =
      Set.of(
          "__macosx",
          "$recycle.bin",
          "system volume information",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "icon\r",
          "_receipt.json");

  /** What browsers save with {@code page.html} lies in {@code page_files}, or in these. */
  private static final List<String> EXTRAS = List.of("_files", ".files", "-Dateien", "_fichiers");

  private final Wanted wanted;
  private final SavedFileReader reader;
  private final Map<Path, SavedFile> loose = new LinkedHashMap<>();
  private final Map<Path, String> zips = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private int ignored;

  /**
   * Which files are wanted.
   *
   * @param what for messages, with an article
   * @param endings how their names end, with the dot, in small letters
   * @param kinds what is taken under any other name
   */
  public record Wanted(String what, Set<String> endings, Set<FileKind> kinds) {

    /** Copies the sets. */
    public Wanted {
      endings = Set.copyOf(endings);
      kinds = Set.copyOf(kinds);
    }

    private boolean has(String name, FileKind kind) {
      return kinds.contains(kind) || endings.stream().anyMatch(lower(name)::endsWith);
    }
  }

  /**
   * Finds files.
   *
   * @param reader opens zips
   */
  public SavedFiles(Wanted wanted, SavedFileReader reader) {
    this.wanted = wanted;
    this.reader = reader;
  }

  /**
   * Adds what is named; what was added before is not added twice.
   *
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  public void add(Path named) throws IOException {
    if (!Files.isDirectory(named)) {
      addFile(named, Files.getLastModifiedTime(named).toInstant(), true);
      return;
    }
    Files.walkFileTree(
        named, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(named));
  }

  /** Looks into a folder; what cannot be looked into is no reason to give up the rest. */
  private final class Walk extends SimpleFileVisitor<Path> {

    private final Path named;

    /** The folder whose files are only counted. */
    private @Nullable Path passedOver;

    Walk(Path named) {
      this.named = named;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (passedOver == null
          && !folder.equals(named)
          && (isSystem(name(folder)) || isExtras(folder))) {
        passedOver = folder;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
      if (e != null) {
        refuse(folder.toString(), "expected a folder that can be read to its end, found: " + e);
      }
      if (folder.equals(passedOver)) {
        passedOver = null;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (passedOver != null || isSystem(name(file))) {
        ignored++;
      } else if (attributes.isSymbolicLink()) {
        refuse(
            file.toString(),
            "expected %s, found a link to what is not there".formatted(wanted.what()));
      } else if (!attributes.isRegularFile()) {
        refuse(file.toString(), "expected %s, found no regular file".formatted(wanted.what()));
      } else {
        addFile(file, attributes.lastModifiedTime().toInstant(), false);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      refuse(file.toString(), "expected a file or folder that can be read, found: " + e);
      return FileVisitResult.CONTINUE;
    }
  }

  /**
   * Adds a file.
   *
   * @param named whether the user named it, so that only what is known to be something else is
   *     refused
   */
  private void addFile(Path file, Instant saved, boolean named) throws IOException {
    FileKind kind;
    try (InputStream in = Files.newInputStream(file)) {
      kind = FileKind.of(in.readNBytes(FileKind.HEAD));
    } catch (IOException e) {
      if (named) {
        throw e;
      }
      refuse(file.toString(), "expected a file that can be read, found: " + e);
      return;
    }
    Path real = file.toRealPath();
    if (kind == FileKind.ZIP || isZip(file.toString())) {
      zips.putIfAbsent(real, file.toString());
    } else if (isTaken(file.toString(), kind, named)) {
      loose.putIfAbsent(real, new SavedFile(file, null, file.toString(), saved));
    }
  }

  private boolean isTaken(String name, FileKind kind, boolean named) {
    boolean known =
        switch (kind) {
          case PDF, WEB_ARCHIVE, PACKED -> true;
          default -> false;
        };
    if (!known && (named || wanted.has(name, kind))) {
      return true;
    }
    refuse(name, "expected %s, found %s".formatted(wanted.what(), kind.words()));
    return false;
  }

  private void refuse(String name, String complaint) {
    refused.putIfAbsent(name, name + ": " + complaint);
  }

  /** All of them, those that were saved first first. */
  public List<SavedFile> all() throws IOException {
    List<SavedFile> all = new ArrayList<>(loose.values());
    for (Map.Entry<Path, String> zip : zips.entrySet()) {
      try {
        List<SavedFile> entries = reader.entries(zip.getKey(), zip.getValue());
        Set<String> pages = new HashSet<>();
        entries.forEach(entry -> stem(String.valueOf(entry.entry()), pages));
        for (SavedFile entry : entries) {
          addEntry(entry, pages, all);
        }
      } catch (UnreadableFileException e) {
        refused.put(zip.getValue(), String.valueOf(e.getMessage()));
      }
    }
    Collections.sort(all);
    return all;
  }

  private void addEntry(SavedFile entry, Set<String> pages, List<SavedFile> all)
      throws IOException {
    String name = String.valueOf(entry.entry());
    if (isPassedOver(name, pages)) {
      ignored++;
      return;
    }
    try {
      FileKind kind = FileKind.of(reader.head(entry));
      if (kind == FileKind.ZIP || isZip(name)) {
        refuse(entry.name(), "a zip in a zip is not looked into: unpack it");
      } else if (isTaken(entry.name(), kind, false)) {
        all.add(entry);
      }
    } catch (UnreadableFileException e) {
      refused.put(entry.name(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether one of the folders that an entry of a zip lies in, or itself, is no data. */
  private static boolean isPassedOver(String entry, Set<String> pages) {
    int from = 0;
    for (int slash = entry.indexOf('/'); slash >= 0; slash = entry.indexOf('/', from)) {
      String folder = entry.substring(0, slash);
      if (isSystem(entry.substring(from, slash))
          || EXTRAS.stream()
              .anyMatch(
                  extras ->
                      folder.endsWith(extras)
                          && pages.contains(
                              folder.substring(0, folder.length() - extras.length())))) {
        return true;
      }
      from = slash + 1;
    }
    return isSystem(entry.substring(from));
  }

  /** Adds the name of a page without its ending. */
  private static void stem(String name, Set<String> pages) {
    int dot = name.lastIndexOf('.');
    if (dot > 0 && CcassBundle.ENDINGS.contains(lower(name.substring(dot)))) {
      pages.add(name.substring(0, dot));
    }
  }

  /**
   * Files that were left out, by their names, with the words on each; those in zips are known after
   * {@link #all}.
   */
  public Map<String, String> refused() {
    return Collections.unmodifiableMap(refused);
  }

  /** How many files were passed over that are no data. */
  public int ignored() {
    return ignored;
  }

  private static boolean isZip(String name) {
    return lower(name).endsWith(ZIP);
  }

  /** Hidden files, of which macOS writes one beside each, and those of Office while it is open. */
  private static boolean isSystem(String name) {
    return name.startsWith(".") || name.startsWith("~$") || SYSTEM.contains(lower(name));
  }

  private static boolean isExtras(Path folder) throws IOException {
    String name = name(folder);
    if (EXTRAS.stream().noneMatch(name::endsWith)) {
      return false;
    }
    Set<String> pages = new HashSet<>();
    try (Stream<Path> siblings = Files.list(folder.resolveSibling(""))) {
      siblings.filter(Files::isRegularFile).forEach(sibling -> stem(name(sibling), pages));
    }
    return EXTRAS.stream()
        .anyMatch(
            extras ->
                name.endsWith(extras)
                    && pages.contains(name.substring(0, name.length() - extras.length())));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
