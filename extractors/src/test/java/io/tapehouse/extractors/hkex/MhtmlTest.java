package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that browsers save as a single file, in the ways of all of them. */
class MhtmlTest {

  private static final CcassPage PAGE = RandomPages.page(new Random(3), 8);
  private static final String HTML = WrittenPage.browser(WrittenPage.server(PAGE));

  @ParameterizedTest
  @CsvSource({
    "quoted-printable, LF",
    "quoted-printable, CRLF",
    "base64, LF",
    "base64, CRLF",
    "8bit, LF",
    "8bit, CRLF",
    "binary, CRLF"
  })
  void everyEncodingOfAPart(String encoding, String lines) throws Exception {
    byte[] bytes =
        SavedMessage.of(HTML).encoded(encoding).lines(lines.equals("LF") ? "\n" : "\r\n").bytes();
    assertThat(read(bytes)).isEqualTo(PAGE);
    assertThat(PageText.ending(bytes)).isEqualTo(".mhtml");
    assertThat(FileKind.of(bytes)).isEqualTo(FileKind.MESSAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html; charset=utf-8 | UTF-8",
        "text/html; charset=\"UTF-8\" | UTF-8",
        "text/html; charset=us-ascii | UTF-8",
        "TEXT/HTML | UTF-8",
        "application/xhtml+xml; charset=utf-8 | UTF-8",
        "text/html; charset=\"unicode\" | UTF-16LE",
        "text/html; charset=utf-16 | UTF-16",
        "text/html; charset=big5 | x-windows-950"
      })
  void theCharsetOfThePart(String type, String charset) throws Exception {
    CcassPage page = chinese();
    byte[] bytes =
        SavedMessage.of((charset.equals("UTF-16LE") ? "\uFEFF" : "") + WrittenPage.server(page))
            .typed(type.strip(), Charset.forName(charset))
            .encoded("base64")
            .bytes();
    assertThat(CcassPageReader.readAny("page.mhtml", bytes)).isEqualTo(page);
  }

  /** Of characters that Big5 has as well. */
  private static CcassPage chinese() {
    for (int seed = 0; ; seed++) {
      CcassPage page = RandomPages.page(new Random(seed), 8);
      if (page.language() == CcassPage.Language.CHINESE) {
        return page;
      }
    }
  }

  /** Header fields of Internet Explorer, of extensions of Firefox, of Safari's and Opera's kin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        From: <Saved by Windows Internet Explorer 11>
        Subject: CCASS
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";
        \tboundary=X1
        X-MimeOLE: Produced By Microsoft MimeOLE V6.00
        """,
        """
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary="X1"; type="text/html"; start="<frame-1@mhtml.blink>"
        X-MAF-Information: Produced By MAF V5.2.0
        """,
        """
        content-type: Multipart/Related; Boundary=X1
        mime-version: 1.0 (produced by something)
        """,
        """
        Snapshot-Content-Location: cid:frame-1
        Content-Type: multipart/mixed;
          boundary="X1"
        """
      })
  void theHeadersOfOtherBrowsers(String header) throws Exception {
    assertThat(read(SavedMessage.of(HTML).headed(header, "X1").bytes())).isEqualTo(PAGE);
    byte[] marked =
        ("\uFEFF\n"
                + new String(
                    SavedMessage.of(HTML).headed(header, "X1").bytes(), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    assertThat(read(marked)).isEqualTo(PAGE);
  }

  @Test
  void theRootIsThePartThatTheHeaderNames() throws Exception {
    String other = WrittenPage.server(RandomPages.page(new Random(4), 3));
    String message =
        """
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=X1; start="<root@page>"

        --X1
        Content-Type: text/html
        Content-ID: <banner@page>

        %s
        --X1
        Content-Type: multipart/alternative; boundary=X2

        --X2
        Content-Type: text/plain

        no page
        --X2
        Content-ID: <root@page>
        Content-Type: text/html; charset=utf-8

        %s
        --X2--
        --X1--
        """
            .formatted(other, HTML);
    assertThat(read(message.getBytes(StandardCharsets.UTF_8))).isEqualTo(PAGE);
    assertThat(
            CcassPageReader.readAny("x", utf8(message.replace("; start=\"<root@page>\"", "")))
                .stockCode())
        .isNotEqualTo(PAGE.stockCode());
  }

  @Test
  void aMessageOfOnePartAlone() throws Exception {
    assertThat(
            read(
                utf8(
                    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
                        + "Content-Transfer-Encoding: 8bit\n\n"
                        + HTML)))
        .isEqualTo(PAGE);
  }

  @Test
  void aMessageWithoutAPageIsRefused() {
    assertThatThrownBy(() -> read(utf8("MIME-Version: 1.0\nContent-Type: text/plain\n\nnothing\n")))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("expected a page of text/html in the MIME message, found none");
    byte[] bytes =
        SavedMessage.of(HTML).typed("text/html; charset=klingon", StandardCharsets.UTF_8).bytes();
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("expected an encoding that is known")
        .hasMessageContaining("klingon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Notes: nothing\nmore\n", "a line\n", "stock_code,date\n", "http://x.y/z\n"})
  void otherTextIsNoMessage(String text) {
    assertThat(FileKind.of(utf8(text))).isEqualTo(FileKind.OTHER);
  }

  private static CcassPage read(byte[] bytes) throws UnreadableFileException {
    return CcassPageReader.read(
        new SourceFile("hkex.ccass_shareholding", PAGE.date(), "page.mhtml"), bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
