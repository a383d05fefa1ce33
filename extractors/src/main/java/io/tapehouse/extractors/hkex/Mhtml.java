package io.tapehouse.extractors.hkex;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jspecify.annotations.Nullable;

/**
 * A page that a browser saved as a single file: a MIME message of the page and of what it shows
 * (RFC 2557), as {@code .mhtml} or {@code .mht}. Stateless and safe for use by many threads.
 */
final class Mhtml {

  /** Where the header of a message ends at the latest; browsers write less than a kilobyte. */
  private static final int HEADER = 1 << 16;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxContentLen(-1)
          .build();

  private static final Pattern FIRST_LINE = Pattern.compile("[A-Za-z][A-Za-z0-9-]*:[^\\n]*");
  private static final Pattern MIME_FIELD =
      Pattern.compile(
          "^(?:mime-version|content-type)\\s*:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** With which the messages of browsers begin: a file may end before the more specific field. */
  private static final Pattern BROWSERS_FIELD =
      Pattern.compile(
          "(?:from|subject|date|mime-version|content-type|content-location|snapshot-content-location"
              + "|x-[a-z-]+)\\s*:.*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern START =
      Pattern.compile(";\\s*start\\s*=\\s*\"?<?([^>\";\\s]+)", Pattern.CASE_INSENSITIVE);

  private Mhtml() {}

  /** Whether a file is a MIME message, or the beginning of one. */
  static boolean isOne(byte[] bytes) {
    int begin = begin(bytes);
    if (begin == bytes.length || !isLetter(bytes[begin])) {
      return false;
    }
    int end = Math.min(bytes.length, begin + HEADER);
    String text =
        new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1).replace("\r", "");
    int headerEnd = text.indexOf("\n\n");
    String header = headerEnd < 0 ? text : text.substring(0, headerEnd);
    String first = header.lines().findFirst().orElse("");
    return FIRST_LINE.matcher(first).matches()
        && (MIME_FIELD.matcher(header).find()
            || (headerEnd < 0 && BROWSERS_FIELD.matcher(first).matches()));
  }

  /**
   * The text of the page: the root of the message, which is the part that its header names, else
   * the first one of HTML.
   *
   * @throws PageRefusal when there is no HTML in it, or its encoding is unknown
   */
  static String page(byte[] bytes) throws PageRefusal {
    int begin = begin(bytes);
    MimeTokenStream message = new MimeTokenStream(CONFIG);
    message.parse(new ByteArrayInputStream(bytes, begin, bytes.length - begin));
    try {
      return new Parts(message).root();
    } catch (MimeException | IOException e) {
      throw PageRefusal.damaged(
          "expected a page saved as a single file, found a MIME message that cannot be read: %s"
              .formatted(e.getMessage()));
    }
  }

  /** Behind a byte order mark and blank lines. */
  private static int begin(byte[] bytes) {
    int begin = 0;
    if (bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
      begin = 3;
    }
    while (begin < bytes.length && (bytes[begin] == '\r' || bytes[begin] == '\n')) {
      begin++;
    }
    return begin;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
  }

  /** Walks through a message, to its root. */
  private static final class Parts {

    private final MimeTokenStream message;
    private @Nullable String start;
    private @Nullable String contentId;
    private int count;

    Parts(MimeTokenStream message) {
      this.message = message;
    }

    String root() throws IOException, MimeException, PageRefusal {
      String first = null;
      for (EntityState state = message.getState();
          state != EntityState.T_END_OF_STREAM;
          state = message.next()) {
        switch (state) {
          case T_START_HEADER -> contentId = null;
          case T_FIELD -> note(message.getField());
          case T_BODY -> {
            count++;
            if (isPage(message.getBodyDescriptor())) {
              boolean named = start != null && start.equals(contentId);
              if (first == null || named) {
                first = text();
              }
              if (named || start == null) {
                return first;
              }
            }
          }
          default -> {
            // Nothing of interest begins or ends.
          }
        }
      }
      if (first == null) {
        throw PageRefusal.damaged(
            ("expected a page of text/html in the MIME message, found none in %d parts: it is cut"
                    + " off, not whole, or of something else")
                .formatted(count));
      }
      return first;
    }

    private void note(Field field) {
      String body = String.valueOf(field.getBody()).strip();
      if (field.getName().equalsIgnoreCase("Content-ID")) {
        contentId = body.replaceAll("^<|>$", "");
      } else if (count == 0 && start == null && field.getName().equalsIgnoreCase("Content-Type")) {
        Matcher matcher = START.matcher(body);
        start = matcher.find() ? matcher.group(1) : null;
      }
    }

    private static boolean isPage(BodyDescriptor body) {
      String type = String.valueOf(body.getMimeType()).toLowerCase(Locale.ROOT);
      return type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    private String text() throws IOException, PageRefusal {
      String charset = message.getBodyDescriptor().getCharset();
      byte[] bytes = message.getDecodedInputStream().readAllBytes();
      return PageText.decoded(bytes, charset(charset));
    }

    /** What nothing is said of is UTF-8, of which ASCII is a part; HKEX sends no other. */
    private static Charset charset(@Nullable String name) throws PageRefusal {
      if (name == null || name.equalsIgnoreCase("us-ascii")) {
        return StandardCharsets.UTF_8;
      }
      try {
        return Charset.forName(name.equalsIgnoreCase("big5") ? "x-windows-950" : name);
      } catch (UnsupportedCharsetException | java.nio.charset.IllegalCharsetNameException e) {
        throw PageRefusal.damaged(
            "expected an encoding that is known for the page in the MIME message, found '%s'"
                .formatted(name));
      }
    }
  }
}
