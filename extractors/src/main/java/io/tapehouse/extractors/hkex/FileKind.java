package io.tapehouse.extractors.hkex;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a file is by its first bytes, whatever it is called. */
public enum FileKind {
  /** There is nothing in it. */
  EMPTY("an empty file"),
  /** HTML, XHTML, anything that begins with a tag. */
  MARKUP("markup"),
  /** A MIME message: a page with all that it shows. */
  MESSAGE("a MIME message"),
  /** An object or a list. */
  JSON("JSON"),
  /** A zip. */
  ZIP("a zip"),
  /** A printed page. */
  PDF("a PDF, in which there are no rows to read: save the page itself, as HTML or single file"),
  /** What Safari saves by default. */
  WEB_ARCHIVE(
      "a web archive of Safari: save the page as 'Page Source', or from another browser as HTML or"
          + " single file"),
  /** Something compressed. */
  PACKED("a packed file: unpack it, or make a zip of it"),
  /** Something else. */
  OTHER("something else, by its name and its first bytes");

  /** So many first bytes tell it. */
  static final int HEAD = 4096;

  private static final List<String> PACKERS =
      List.of("\u001f\u008b", "7z\u00bc\u00af", "Rar!", "BZh", "\u00fd7zXZ", "(\u00b5/\u00fd");

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** For a message: an article and what is to be done. */
  String words() {
    return words;
  }

  /**
   * The kind of a file.
   *
   * @param head its first {@link #HEAD} bytes, or all that there are
   */
  static FileKind of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PK")) {
      return ZIP;
    }
    if (text.startsWith("%PDF")) {
      return PDF;
    }
    if (text.startsWith("bplist")) {
      return WEB_ARCHIVE;
    }
    if (PACKERS.stream().anyMatch(text::startsWith)) {
      return PACKED;
    }
    if (Mhtml.isOne(head)) {
      return MESSAGE;
    }
    String read = PageText.decoded(head, StandardCharsets.UTF_8).strip();
    if (read.isEmpty()) {
      return EMPTY;
    }
    return switch (read.charAt(0)) {
      case '<' -> MARKUP;
      case '[', '{' -> JSON;
      default -> OTHER;
    };
  }
}
