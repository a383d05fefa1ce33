package io.tapehouse.extractors.hkex;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a page as a single file, as browsers do. Immutable. */
record SavedMessage(
    String page,
    String header,
    String boundary,
    Charset charset,
    String type,
    String encoding,
    String line) {

  private static final int LINE = 76;

  /** As Chrome and Edge write it. */
  static SavedMessage of(String page) {
    return new SavedMessage(
        page,
        """
        From: <Saved by Blink>
        Snapshot-Content-Location: https://www3.hkexnews.hk/sdw/search/searchsdw.aspx
        Subject: =?utf-8?Q?=E4=B8=AD=E5=A4=AE=E7=B5=90=E7=AE=97?=
         =?utf-8?Q?=E7=B3=BB=E7=B5=B1?=
        Date: Sat, 4 Oct 2025 09:00:00 +0800
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";
        \tboundary="----MultipartBoundary--x1----"
        """,
        "----MultipartBoundary--x1----",
        StandardCharsets.UTF_8,
        "text/html",
        "quoted-printable",
        "\r\n");
  }

  SavedMessage encoded(String how) {
    return new SavedMessage(page, header, boundary, charset, type, how, line);
  }

  SavedMessage lines(String end) {
    return new SavedMessage(page, header, boundary, charset, type, encoding, end);
  }

  SavedMessage typed(String contentType, Charset how) {
    return new SavedMessage(page, header, boundary, how, contentType, encoding, line);
  }

  SavedMessage headed(String fields, String between) {
    return new SavedMessage(page, fields, between, charset, type, encoding, line);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii(header + "\n\n--" + boundary + "\n"));
    out.writeBytes(
        ascii(
            """
            Content-Type: %s
            Content-ID: <frame-1@mhtml.blink>
            Content-Transfer-Encoding: %s
            Content-Location: https://www3.hkexnews.hk/sdw/search/searchsdw.aspx

            """
                .formatted(type, encoding)));
    out.writeBytes(body());
    out.writeBytes(
        ascii(
            """

            --%1$s
            Content-Type: text/css
            Content-Transfer-Encoding: quoted-printable
            Content-Location: https://www3.hkexnews.hk/style.css

            a { color: red }
            --%1$s
            Content-Type: image/png
            Content-Transfer-Encoding: base64
            Content-Location: https://www3.hkexnews.hk/logo.png

            iVBORw0KGgo=
            --%1$s--
            """
                .formatted(boundary)));
    return out.toByteArray();
  }

  private byte[] body() {
    byte[] bytes = page.getBytes(charset);
    return switch (encoding) {
      case "base64" -> Base64.getMimeEncoder(LINE, ascii("\n")).encode(bytes);
      case "quoted-printable" -> ascii(quoted(bytes));
      default -> bytes;
    };
  }

  /** RFC 2045, section 6.7: line ends stay, long lines are broken softly. */
  private static String quoted(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (byte b : bytes) {
      if (b == '\n') {
        text.append('\n');
        column = 0;
        continue;
      }
      boolean plain = (b >= 33 && b <= 126 && b != '=') || b == ' ';
      String one = plain ? String.valueOf((char) b) : "=%02X".formatted(b & 0xFF);
      if (column + one.length() >= LINE) {
        text.append("=\n");
        column = 0;
      }
      text.append(one);
      column += one.length();
    }
    return text.toString();
  }

  private byte[] ascii(String text) {
    return text.replace("\n", line).getBytes(StandardCharsets.US_ASCII);
  }
}
