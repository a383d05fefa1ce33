package io.tapehouse.extractors.hkex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import io.tapehouse.extractors.UnreadableFileException.Kind;
import io.tapehouse.extractors.hkex.CcassPage.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into a bundle comes out of it, and bundles that are damaged are refused. */
final class CcassBundleTest {

  private static final SourceFile FILE =
      new SourceFile("hkex.ccass_shareholding", LocalDate.of(2025, 9, 11), "pages-0001.zip");

  @TempDir private Path folder;

  @Test
  void pagesComeOutAsTheyWentIn() throws Exception {
    NavigableMap<String, Path> files = write(folder, 3, 1);
    assertThat(files).containsOnlyKeys("pages-0001.zip");
    Map<String, String> pages = read(files.firstEntry().getValue());
    assertThat(pages)
        .containsExactly(
            Map.entry("pages-0001.zip!00001_en.html", content(1)),
            Map.entry("pages-0001.zip!00002_en.html", content(2)),
            Map.entry("pages-0001.zip!00003_en.html", content(3)));
  }

  @Test
  void aHundredPagesAreABundle() throws Exception {
    NavigableMap<String, Path> files = write(folder, 201, 1);
    assertThat(files).containsOnlyKeys("pages-0001.zip", "pages-0002.zip", "pages-0003.zip");
    assertThat(read(files.get("pages-0001.zip"))).hasSize(100);
    assertThat(read(files.get("pages-0002.zip"))).hasSize(100);
    assertThat(read(files.get("pages-0003.zip")))
        .containsExactly(Map.entry("pages-0003.zip!00201_en.html", content(201)));
  }

  @Test
  void theSamePagesGiveTheSameBytes() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    NavigableMap<String, Path> one = write(first, 150, 1);
    NavigableMap<String, Path> other = write(second, 150, 1);
    assertThat(one.keySet()).isEqualTo(other.keySet());
    for (String name : one.keySet()) {
      assertThat(one.get(name)).hasSameBinaryContentAs(other.get(name));
    }
  }

  @Test
  void aSingleFileStaysWhatItIs() throws Exception {
    byte[] message = SavedMessage.of("<html>").bytes();
    CcassBundleWriter writer = new CcassBundleWriter(folder);
    try (writer) {
      writer.add(new CcassPageName("00001", Language.ENGLISH), message);
      writer.add(new CcassPageName("00002", Language.CHINESE), new byte[] {'<'});
    }
    assertThat(read(writer.files().firstEntry().getValue()))
        .containsExactly(
            Map.entry("pages-0001.zip!00001_en.mhtml", new String(message, StandardCharsets.UTF_8)),
            Map.entry("pages-0001.zip!00002_zh.html", "<"));
  }

  @Test
  void pagesMustComeInOrder() throws Exception {
    try (CcassBundleWriter writer = new CcassBundleWriter(folder)) {
      writer.add(new CcassPageName("00002", Language.ENGLISH), new byte[] {1});
      writer.add(new CcassPageName("00002", Language.CHINESE), new byte[] {1});
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> writer.add(new CcassPageName("00002", Language.CHINESE), new byte[] {1}))
          .withMessage("expected a page that comes after 00002_zh.html, found 00002_zh.html");
    }
  }

  @Test
  void namesAreRead() {
    assertThat(CcassPageName.parse("00700_zh.html"))
        .contains(new CcassPageName("00700", Language.CHINESE));
    assertThat(CcassPageName.parse("00700_zh.mhtml"))
        .contains(new CcassPageName("00700", Language.CHINESE));
    assertThat(CcassPageName.parse("700_zh.html")).isEmpty();
    assertThat(CcassPageName.parse("00700_zh.html.part")).isEmpty();
  }

  @Test
  void aPageByItselfIsOne() throws Exception {
    Path page = Files.writeString(folder.resolve("09868.html"), "<html>");
    assertThat(read(page)).containsExactly(Map.entry("09868.html", "<html>"));
  }

  @Test
  void onlyPagesOfAZipAreGiven() throws Exception {
    Path zip = folder.resolve("saved.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name :
          List.of("day/", "day/a.HTM", "day/a_files/b.css", "__MACOSX/day/._a.html", "b.html")) {
        out.putNextEntry(new ZipEntry(name));
        out.closeEntry();
      }
    }
    assertThat(read(zip)).containsOnlyKeys("saved.zip!day/a.HTM", "saved.zip!b.html");
  }

  @Test
  void aBombIsRefusedBeforeItGoesOff() throws Exception {
    Path zip = folder.resolve("pages-0001.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("00001_en.html"));
      out.write(new byte[CcassBundle.MOST_BYTES + 1]);
      out.closeEntry();
    }
    assertThat(Files.size(zip)).isLessThan(1 << 20);
    assertDamaged(zip, "00001_en.html: expected a page of at most 16777216 bytes, found more");
  }

  @Test
  void aLargeFileIsNoPage() throws Exception {
    Path page = folder.resolve("large.html");
    Files.write(page, new byte[CcassBundle.MOST_BYTES + 1]);
    assertDamaged(page, "expected a page of at most 16777216 bytes, found more");
  }

  @Test
  void aCutZipIsDamaged() throws Exception {
    Path zip = write(folder, 20, 1).firstEntry().getValue();
    byte[] bytes = Files.readAllBytes(zip);
    for (int length : new int[] {2, 30, bytes.length / 2, bytes.length - 1}) {
      Files.write(zip, java.util.Arrays.copyOf(bytes, length));
      assertDamaged(zip, "expected a whole zip, found one of " + length + " bytes");
    }
  }

  @Test
  void aChangedByteIsFound() throws Exception {
    Path zip = write(folder, 1, 7).firstEntry().getValue();
    byte[] bytes = Files.readAllBytes(zip);
    // Beyond the entry's head, within its content.
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(zip, bytes);
    assertDamaged(zip, "00001_en.html: expected ");
  }

  private void assertDamaged(Path file, String complaint) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining(complaint)
        .asInstanceOf(type(UnreadableFileException.class))
        .extracting(UnreadableFileException::kind)
        .isEqualTo(Kind.DAMAGED);
  }

  private static NavigableMap<String, Path> write(Path folder, int pages, int first)
      throws IOException {
    CcassBundleWriter writer = new CcassBundleWriter(folder);
    try (writer) {
      for (int stock : IntStream.range(0, pages).toArray()) {
        writer.add(
            new CcassPageName("%05d".formatted(stock + 1), Language.ENGLISH),
            content(stock + first).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(writer.pages()).isEqualTo(pages);
    return writer.files();
  }

  /** Long enough, and random enough, that a changed byte is one of the content. */
  private static String content(int stock) {
    Random random = new Random(stock);
    return IntStream.range(0, 500)
        .mapToObj(row -> Integer.toHexString(random.nextInt()))
        .reduce("page " + stock, (one, other) -> one + "\n" + other);
  }

  private static Map<String, String> read(Path path) throws Exception {
    Map<String, String> pages = new LinkedHashMap<>();
    CcassBundle.forEachPage(
        path,
        new SourceFile(FILE.dataset(), FILE.date(), String.valueOf(path.getFileName())),
        (page, bytes) -> pages.put(page.name(), new String(bytes, StandardCharsets.UTF_8)));
    return pages;
  }
}
