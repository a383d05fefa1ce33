package io.tapehouse.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.Sha256;
import io.tapehouse.store.archive.Archive.Added;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions and their receipts. */
@Tag("calendar")
class ArchiveTest {

  private static final String DATASET = "taifex.futures_tick";
  private static final LocalDate DATE = LocalDate.of(2021, 7, 26);
  private static final Instant NOW = Instant.parse("2021-07-26T09:00:00Z");

  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive =
        new Archive(
            new FolderObjectStore(folder.resolve("archive")), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void theFirstVersion() throws IOException {
    Added added = add("one");
    assertThat(added.added()).isTrue();
    Receipt receipt = added.receipt();
    assertThat(receipt.version()).isEqualTo(1);
    assertThat(receipt.received()).isEqualTo(NOW);
    assertThat(receipt.origin()).isEqualTo(Origin.LIVE);
    assertThat(receipt.files()).containsExactly(new ArchivedFile("Daily.zip", 3, Sha256.of("one")));
    assertThat(archive.newest(DATASET, DATE)).contains(receipt);
    assertThat(Archive.key(receipt, receipt.files().get(0)))
        .isEqualTo("taifex.futures_tick/2021-07-26/v1/Daily.zip");
    try (InputStream in = archive.open(receipt, receipt.files().get(0))) {
      assertThat(in.readAllBytes()).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void theSameBytesAreNoNewVersion() throws IOException {
    Receipt first = add("one").receipt();
    Added again = add("one");
    assertThat(again.added()).isFalse();
    assertThat(again.receipt()).isEqualTo(first);
    assertThat(archive.versions(DATASET, DATE)).containsExactly(first);
  }

  @Test
  void changedBytesAreANewVersionAndTheOldOneStays() throws IOException {
    Receipt first = add("one").receipt();
    Receipt second = add("two").receipt();
    assertThat(second.version()).isEqualTo(2);
    assertThat(archive.versions(DATASET, DATE)).containsExactly(first, second);
    assertThat(archive.newest(DATASET, DATE)).contains(second);
    assertThat(archive.digest(first, first.files().get(0))).isEqualTo(Sha256.of("one"));
  }

  @Test
  void asOfAMomentWhatCameLaterIsNotSeen() throws IOException {
    Receipt first = add("one").receipt();
    Instant later = NOW.plusSeconds(60);
    Archive afterwards = new Archive(archive.store(), Clock.fixed(later, ZoneOffset.UTC));
    Map<String, Path> files = Map.of("Daily.zip", file("two"));
    Receipt second = afterwards.add(DATASET, DATE, files, Origin.LIVE, "asked").receipt();
    LocalDate next = DATE.plusDays(1);
    afterwards.add(DATASET, next, files, Origin.LIVE, "asked");

    Archive then = archive.asOf(NOW);
    assertThat(then.newest(DATASET, DATE)).contains(first);
    assertThat(then.versions(DATASET, DATE)).containsExactly(first);
    assertThat(then.newest(DATASET, next)).isEmpty();
    assertThat(then.dates(DATASET)).containsExactly(DATE);
    assertThat(then.asOf(later).newest(DATASET, DATE)).contains(second);
    assertThat(archive.asOf(NOW.minusNanos(1)).dates(DATASET)).isEmpty();
    assertThatThrownBy(() -> then.add(DATASET, DATE, files, Origin.LIVE, "asked"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(NOW.toString());
  }

  @Test
  void bytesThatComeBackAreANewVersion() throws IOException {
    add("one");
    add("two");
    assertThat(add("one").receipt().version()).isEqualTo(3);
  }

  @Test
  void tenVersionsAreCountedAsNumbers() throws IOException {
    for (int i = 1; i <= 11; i++) {
      assertThat(add("text " + i).receipt().version()).isEqualTo(i);
    }
    assertThat(archive.newest(DATASET, DATE).orElseThrow().version()).isEqualTo(11);
    assertThat(archive.versions(DATASET, DATE)).extracting(Receipt::version).isSorted();
  }

  @Test
  void aVersionThatACrashCutOffIsNeverSeenAndSteppedOver() throws IOException {
    add("one");
    Path cut = folder.resolve("archive/taifex.futures_tick/2021-07-26/v2");
    Files.createDirectories(cut);
    Files.write(cut.resolve("Daily.zip"), new byte[] {1});
    assertThat(archive.versions(DATASET, DATE)).hasSize(1);
    Receipt next = add("two").receipt();
    assertThat(next.version()).isEqualTo(3);
    assertThat(cut.resolve("Daily.zip")).hasBinaryContent(new byte[] {1});
    assertThat(archive.versions(DATASET, DATE)).extracting(Receipt::version).containsExactly(1, 3);
  }

  @Test
  void aVersionFolderWithoutAnythingIsSteppedOver() throws IOException {
    Files.createDirectories(folder.resolve("archive/taifex.futures_tick/2021-07-26/v1"));
    assertThat(archive.newest(DATASET, DATE)).isEmpty();
    assertThat(add("one").receipt().version()).isEqualTo(2);
  }

  @Test
  void aVersionThatACrashCutOffIsCompletedByTheSameBytesAlone() throws IOException {
    add("one");
    Path second = folder.resolve("archive/taifex.futures_tick/2021-07-26/v2");
    add("two");
    Files.delete(second.resolve("_receipt.json"));
    assertThat(add("three").receipt().version()).isEqualTo(3);
    Files.delete(second.resolveSibling("v3").resolve("_receipt.json"));
    assertThat(add("two").receipt().version()).isEqualTo(2);
    assertThat(second.resolve("Daily.zip")).hasContent("two");
    assertThat(add("four").receipt().version()).isEqualTo(4);
    assertThat(archive.versions(DATASET, DATE))
        .extracting(Receipt::version)
        .containsExactly(1, 2, 4);
  }

  @Test
  void aClaimWithoutAFileIsSteppedOver() throws IOException {
    add("one");
    Path claim = folder.resolve("archive/_claims/taifex.futures_tick/2021-07-26/v2");
    assertThat(claim.resolveSibling("v1")).exists();
    Files.writeString(claim, "of another process");
    assertThat(add("two").receipt().version()).isEqualTo(3);
    assertThat(add("three").receipt().version()).isEqualTo(4);
    assertThat(archive.datasets()).containsExactly(DATASET);
  }

  /** An archive that was copied here has no claims. */
  @Test
  void whatLiesThereWithoutAClaimIsSteppedOver() throws IOException {
    add("one");
    Path copied = folder.resolve("archive/taifex.futures_tick/2021-07-26/v2");
    Files.createDirectories(copied);
    Files.writeString(copied.resolve("Daily.zip"), "two");
    assertThat(add("two").receipt().version()).isEqualTo(3);
    assertThat(copied.resolve("_receipt.json")).doesNotExist();
  }

  @Test
  void damageShowsInTheDigest() throws IOException {
    Receipt receipt = add("one").receipt();
    ArchivedFile file = receipt.files().get(0);
    Files.writeString(folder.resolve("archive").resolve(Archive.key(receipt, file)), "0ne");
    assertThat(archive.digest(receipt, file)).isNotEqualTo(file.sha256());
  }

  @Test
  void severalFilesAreOneVersion() throws IOException {
    Map<String, Path> files = Map.of("b.csv", file("bb"), "a.csv", file("a"));
    Receipt receipt = archive.add(DATASET, DATE, files, Origin.REPLAY, "here").receipt();
    assertThat(receipt.files()).extracting(ArchivedFile::name).containsExactly("a.csv", "b.csv");
    assertThat(archive.add(DATASET, DATE, files, Origin.REPLAY, "there").added()).isFalse();
    Map<String, Path> fewer = Map.of("a.csv", file("a"));
    assertThat(archive.add(DATASET, DATE, fewer, Origin.REPLAY, "here").added()).isTrue();
  }

  @Test
  void aVersionNeedsAFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> archive.add(DATASET, DATE, Map.of(), Origin.LIVE, "x"))
        .withMessageContaining(DATASET);
  }

  @Test
  void datasetsAndDates() throws IOException {
    assertThat(archive.datasets()).isEmpty();
    add("one");
    archive.add(DATASET, DATE.minusDays(30), Map.of("x", file("x")), Origin.LIVE, "x");
    archive.add("twse.mi_index", DATE, Map.of("x", file("x")), Origin.LIVE, "x");
    Files.createDirectories(folder.resolve("archive/taifex.futures_tick/notes of a user"));
    assertThat(archive.datasets()).containsExactly("taifex.futures_tick", "twse.mi_index");
    assertThat(archive.dates(DATASET)).containsExactly(DATE.minusDays(30), DATE);
    assertThat(archive.dates("nothing")).isEmpty();
  }

  private Added add(String content) throws IOException {
    return archive.add(
        DATASET, DATE, Map.of("Daily.zip", file(content)), Origin.LIVE, "https://example.invalid");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "source", null), content);
  }
}
