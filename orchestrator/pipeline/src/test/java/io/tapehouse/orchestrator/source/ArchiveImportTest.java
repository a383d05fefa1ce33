package io.tapehouse.orchestrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.hkex.CcassBundle;
import io.tapehouse.orchestrator.source.ImportResult.ImportedDate;
import io.tapehouse.orchestrator.source.ImportResult.RefusedFile;
import io.tapehouse.store.FolderObjectStore;
import io.tapehouse.store.archive.Archive;
import io.tapehouse.store.archive.Receipt;
import io.tapehouse.store.archive.Receipt.ArchivedFile;
import io.tapehouse.store.archive.Receipt.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a person has go into the archive by what they say, whatever they are called. */
class ArchiveImportTest {

  private static final String PAGES = "hkex.ccass_shareholding";
  private static final String LIST = "hkex.ccass_stock_list";
  private static final String ACTIONS = "hkex.corporate_actions";
  private static final LocalDate THURSDAY = LocalDate.of(2025, 10, 16);
  private static final LocalDate FRIDAY = LocalDate.of(2025, 10, 17);

  private final SavedPages site = new SavedPages();
  private final List<String> words = new ArrayList<>();

  @TempDir private Path root;
  private Path saved = Path.of("");
  private Path scratch = Path.of("");
  private Archive archive = new Archive(new FolderObjectStore(Path.of("none")), Clock.systemUTC());

  @BeforeEach
  void folders() throws IOException {
    saved = Files.createDirectories(root.resolve("saved"));
    scratch = Files.createDirectories(root.resolve("scratch"));
    archive = new Archive(new FolderObjectStore(root.resolve("archive")), Clock.systemUTC());
  }

  @Test
  void pagesAreFiledByWhatTheySay() throws Exception {
    save("a.html", site.page("00001", THURSDAY));
    save("below/b.HTM", site.page("09868", THURSDAY));
    save("below/c.html", site.chinese("09868", THURSDAY));
    save("d.html", site.page("09868", FRIDAY));
    ImportResult result = pages(saved);
    assertThat(result.dates())
        .containsExactly(
            new ImportedDate(THURSDAY, 1, true, 3, 0, 0, 3),
            new ImportedDate(FRIDAY, 1, true, 1, 0, 0, 1));
    assertThat(result.refused()).isEmpty();
    assertThat(files(PAGES, THURSDAY)).containsExactly("pages-0001.zip");
    assertThat(content(THURSDAY))
        .containsExactly(
            Map.entry("00001_en.html", site.page("00001", THURSDAY)),
            Map.entry("09868_en.html", site.page("09868", THURSDAY)),
            Map.entry("09868_zh.html", site.chinese("09868", THURSDAY)));
    Receipt receipt = archive.newest(PAGES, THURSDAY).orElseThrow();
    assertThat(receipt.origin()).isEqualTo(Origin.REPLAY);
    assertThat(receipt.request()).isEqualTo("import of " + saved);
  }

  @Test
  void onceMoreChangesNothing() throws Exception {
    save("a.html", site.page("00001", THURSDAY));
    pages(saved);
    ImportResult again = pages(saved, saved.resolve("a.html"));
    assertThat(again.dates()).containsExactly(new ImportedDate(THURSDAY, 1, false, 0, 0, 1, 1));
    assertThat(archive.versions(PAGES, THURSDAY)).hasSize(1);
  }

  @Test
  void aVersionIsTheWholeDay() throws Exception {
    Path first = save("first/a.html", site.page("00001", THURSDAY));
    Path second = save("second/b.html", site.page("09868", THURSDAY));
    Path third = save("third/a.html", site.reposted("00001", THURSDAY));
    pages(first);
    assertThat(pages(second).dates())
        .containsExactly(new ImportedDate(THURSDAY, 2, true, 1, 0, 0, 2));
    assertThat(pages(third).dates())
        .containsExactly(new ImportedDate(THURSDAY, 3, true, 0, 1, 0, 2));
    assertThat(content(THURSDAY))
        .containsExactly(
            Map.entry("00001_en.html", site.reposted("00001", THURSDAY)),
            Map.entry("09868_en.html", site.page("09868", THURSDAY)));
  }

  @Test
  void loosePagesOfAReplayedDayStay() throws Exception {
    Path loose = save("09868__asked_2025-10-16.html", site.page("09868", THURSDAY));
    archive.add(
        PAGES,
        THURSDAY,
        Map.of("09868__asked_2025-10-16.html", loose),
        Origin.REPLAY,
        "a replay folder");
    Path more = save("more.html", site.page("00001", THURSDAY));
    assertThat(pages(more).dates())
        .containsExactly(new ImportedDate(THURSDAY, 2, true, 1, 0, 0, 2));
    assertThat(content(THURSDAY)).containsOnlyKeys("00001_en.html", "09868_en.html");
  }

  @Test
  void anotherMarkupOfTheSameIsTheSame() throws Exception {
    String page = site.page("00001", THURSDAY);
    pages(save("server.html", page));
    Path browser = save("browser.html", page.replace("</body>", "<!-- saved -->\n</body>"));
    assertThat(pages(browser).dates())
        .containsExactly(new ImportedDate(THURSDAY, 1, false, 0, 0, 1, 1));
  }

  @Test
  void ofTwoThatDifferTheLaterIsTaken() throws Exception {
    Path later = save("a.html", site.reposted("00001", THURSDAY));
    Path earlier = save("b.html", site.page("00001", THURSDAY));
    Files.setLastModifiedTime(earlier, FileTime.from(Instant.parse("2025-10-17T01:00:00Z")));
    Files.setLastModifiedTime(later, FileTime.from(Instant.parse("2025-10-18T01:00:00Z")));
    ImportResult result = pages(saved);
    assertThat(result.dates()).containsExactly(new ImportedDate(THURSDAY, 1, true, 1, 0, 0, 1));
    assertThat(result.notes())
        .containsExactly(
            "2025-10-16 00001: %s and %s differ; the one that was saved later is taken, %s"
                .formatted(earlier, later, later));
    assertThat(content(THURSDAY)).containsValue(site.reposted("00001", THURSDAY));
  }

  @Test
  void whatIsNoSuchPageIsRefusedAndTheRestGoesOn() throws Exception {
    String page = site.page("09868", THURSDAY);
    save("a.html", site.page("00001", THURSDAY));
    save("cut.html", page.substring(0, page.length() / 2));
    save("denied.html", "<html><title>Access Denied</title><body>no</body></html>");
    save("a_files/frame.html", "<html>what a browser saves beside a page</html>");
    save("style.css", "");
    zip("broken.zip", Map.of("x.html", page));
    byte[] zip = Files.readAllBytes(saved.resolve("broken.zip"));
    Files.write(saved.resolve("broken.zip"), java.util.Arrays.copyOf(zip, zip.length / 2));
    ImportResult result = pages(saved);
    assertThat(result.dates()).containsExactly(new ImportedDate(THURSDAY, 1, true, 1, 0, 0, 1));
    assertThat(result.ignored()).isEqualTo(1);
    assertThat(result.refused())
        .extracting(RefusedFile::file)
        .containsExactlyInAnyOrder(
            saved.resolve("broken.zip").toString(),
            saved.resolve("cut.html").toString(),
            saved.resolve("denied.html").toString(),
            saved.resolve("style.css").toString());
    assertThat(words).hasSize(4);
    assertThat(result.refused())
        .allMatch(refused -> refused.complaint().startsWith(refused.file() + ": expected "))
        .anyMatch(refused -> refused.complaint().contains("Access Denied"));
  }

  @Test
  void zipsAreLookedInto() throws Exception {
    zip("inner.zip", Map.of("z.html", site.page("00700", THURSDAY)));
    Path zip = saved.resolve("pages.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      entry(out, "day/a.html", site.page("00001", THURSDAY).getBytes(StandardCharsets.UTF_8));
      entry(out, "day/b.html", site.page("09868", FRIDAY).getBytes(StandardCharsets.UTF_8));
      entry(out, "notes.txt", new byte[0]);
      entry(out, "inner.zip", Files.readAllBytes(saved.resolve("inner.zip")));
    }
    ImportResult result = pages(zip);
    assertThat(result.dates())
        .containsExactly(
            new ImportedDate(THURSDAY, 1, true, 1, 0, 0, 1),
            new ImportedDate(FRIDAY, 1, true, 1, 0, 0, 1));
    assertThat(result.refused())
        .containsExactlyInAnyOrder(
            new RefusedFile(
                zip + "!inner.zip",
                zip + "!inner.zip: a zip in a zip is not looked into: unpack it"),
            new RefusedFile(
                zip + "!notes.txt",
                zip
                    + "!notes.txt: expected a page, saved as .html or .mhtml, found an empty file"));
    assertThat(result.ignored()).isZero();
  }

  @Test
  void everyFileThatIsLeftOutIsNamed() throws Exception {
    String page = site.page("00001", THURSDAY);
    save("CCASS Search.html", page);
    save("CCASS Search_files/frame.html", "<html>beside the page");
    save("CCASS Search_files/deep/style.css", "a {}");
    save("my_files/b.html", site.page("09868", THURSDAY));
    save("_noted.html", site.page("00700", THURSDAY));
    save("searchsdw.aspx", site.page("00005", THURSDAY));
    save("no ending", site.chinese("00005", THURSDAY));
    save(".DS_Store", "x");
    save("._CCASS Search.html", "x");
    save("deep/Thumbs.db", "x");
    save("deep/desktop.ini", "x");
    save(".git/config", "x");
    save("a.webarchive", "bplist00...");
    save("b.pdf", "%PDF-1.7 ...");
    save("c.html.gz", "\u001f");
    Files.write(saved.resolve("c.html.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
    save("d.txt", "a note");
    save("e.css", "a {}");
    Files.createSymbolicLink(saved.resolve("gone.html"), saved.resolve("nowhere"));
    ImportResult result = pages(saved);
    assertThat(content(THURSDAY))
        .containsOnlyKeys(
            "00001_en.html", "00005_en.html", "00005_zh.html", "00700_en.html", "09868_en.html");
    assertThat(result.ignored()).isEqualTo(7);
    assertThat(result.refused())
        .extracting(RefusedFile::file)
        .containsExactlyInAnyOrder(
            paths("a.webarchive", "b.pdf", "c.html.gz", "d.txt", "e.css", "gone.html"));
    assertThat(result.refused())
        .allMatch(
            refused ->
                refused
                    .complaint()
                    .startsWith(
                        refused.file() + ": expected a page, saved as .html or .mhtml, found "))
        .extracting(RefusedFile::complaint)
        .anyMatch(words -> words.contains("a web archive of Safari: save the page as"))
        .anyMatch(words -> words.contains("a PDF, in which there are no rows"))
        .anyMatch(words -> words.contains("a packed file: unpack it"))
        .anyMatch(words -> words.contains("a link to what is not there"));
    assertThat(words).hasSize(6);
    assertThat(dryRun(saved).refused())
        .extracting(RefusedFile::file)
        .containsExactlyInAnyOrderElementsOf(
            result.refused().stream().map(RefusedFile::file).toList());
  }

  @Test
  void everyEntryOfAZipThatIsLeftOutIsNamed() throws Exception {
    Path zip = saved.resolve("pages.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      entry(out, "day/a.htm", utf8(site.page("00001", THURSDAY)));
      entry(out, "day/a_files/style.css", utf8("a {}"));
      entry(out, "my_files/b.html", utf8(site.page("09868", THURSDAY)));
      entry(out, "searchsdw.aspx", utf8(site.page("00005", THURSDAY)));
      entry(out, "__MACOSX/day/._a.htm", utf8("x"));
      entry(out, "day/.DS_Store", utf8("x"));
      entry(out, "day/Thumbs.db", utf8("x"));
      entry(out, "day/a.pdf", utf8("%PDF-1.4"));
      entry(out, "day/read me.txt", utf8("hello"));
    }
    ImportResult result = pages(zip);
    assertThat(content(THURSDAY))
        .containsOnlyKeys("00001_en.html", "00005_en.html", "09868_en.html");
    assertThat(result.ignored()).isEqualTo(4);
    assertThat(result.refused())
        .extracting(RefusedFile::file)
        .containsExactlyInAnyOrder(zip + "!day/a.pdf", zip + "!day/read me.txt");
  }

  /** What a person names is taken at its word; a folder of nothing but other files is answered. */
  @Test
  void nothingButOtherFiles() throws Exception {
    Path note = save("note.txt", "hello");
    assertThat(pages(saved).refused())
        .extracting(RefusedFile::file)
        .containsExactly(note.toString());
    assertThat(pages(note).refused())
        .extracting(RefusedFile::complaint)
        .singleElement()
        .asString()
        .contains("expected HKEX's page 'CCASS Shareholding Search', found ': hello'");
    Path pdf = save("page.pdf", "%PDF-1.7");
    assertThat(pages(pdf).refused())
        .extracting(RefusedFile::complaint)
        .singleElement()
        .asString()
        .contains("found a PDF");
  }

  @Test
  void aPageSavedAsASingleFileStaysOne() throws Exception {
    String page = site.page("00001", THURSDAY);
    String message = singleFile(page);
    save("one.mhtml", message);
    save("two.mht", singleFile(site.chinese("09868", FRIDAY)));
    save("three", singleFile(site.page("09868", FRIDAY)));
    ImportResult result = pages(saved);
    assertThat(result.refused()).isEmpty();
    assertThat(result.dates())
        .containsExactly(
            new ImportedDate(THURSDAY, 1, true, 1, 0, 0, 1),
            new ImportedDate(FRIDAY, 1, true, 2, 0, 0, 2));
    assertThat(content(THURSDAY)).containsExactly(Map.entry("00001_en.mhtml", message));
    // The same page from the server, or saved otherwise, has nothing new.
    assertThat(pages(save("again/a.html", page)).dates())
        .containsExactly(new ImportedDate(THURSDAY, 1, false, 0, 0, 1, 1));
    assertThat(pages(save("again/b.html", site.reposted("00001", THURSDAY))).dates())
        .containsExactly(new ImportedDate(THURSDAY, 2, true, 0, 1, 0, 1));
    assertThat(content(THURSDAY)).containsOnlyKeys("00001_en.html");
    assertThat(pages(save("again/c.mhtml", message)).dates())
        .containsExactly(new ImportedDate(THURSDAY, 3, true, 0, 1, 0, 1));
    assertThat(content(THURSDAY)).containsOnlyKeys("00001_en.mhtml");
  }

  @Test
  void aListOfStocksSavedAsASingleFile() throws Exception {
    save("stocks.mhtml", singleFile(site.list(THURSDAY)));
    ImportResult result = files(LIST, null, saved);
    assertThat(result.refused()).isEmpty();
    assertThat(result.dates()).extracting(ImportedDate::date).containsExactly(THURSDAY);
    assertThat(files(LIST, THURSDAY)).containsExactly("stocklist_20251016.mhtml");
    assertThat(
            new CcassStockLists(Dictionary.load().dataset(LIST), archive, scratch).find(THURSDAY))
        .isPresent();
  }

  /** As people have them: one page as a single file, one as HTML. */
  @Test
  void theCaseOfPagesSavedAsASingleFile() throws Exception {
    Path cases = captures().resolveSibling("cases/8-page-saved-as-single-file/pages");
    assumeTrue(Files.isDirectory(cases), "no cases beside the checkout: not tested");
    ImportResult result = pages(cases);
    assertThat(result.refused()).isEmpty();
    assertThat(result.dates())
        .containsExactly(new ImportedDate(LocalDate.of(2025, 10, 3), 1, true, 2, 0, 0, 2));
    assertThat(content(LocalDate.of(2025, 10, 3)))
        .containsOnlyKeys("00004_en.html", "08002_en.mhtml");
  }

  private static String singleFile(String page) {
    return """
        From: <Saved by Blink>
        Subject: CCASS Shareholding Search
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";
        \tboundary="----MultipartBoundary--x----"


        ------MultipartBoundary--x----
        Content-Type: text/html
        Content-Transfer-Encoding: base64

        %s
        ------MultipartBoundary--x------
        """
        .formatted(java.util.Base64.getMimeEncoder().encodeToString(utf8(page)));
  }

  private String[] paths(String... names) {
    return List.of(names).stream()
        .map(name -> saved.resolve(name).toString())
        .toArray(String[]::new);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ImportResult dryRun(Path... named) throws IOException {
    return new ArchiveImport(archive, scratch, true, word -> {})
        .files(Dictionary.load().dataset(PAGES), List.of(named), null);
  }

  @Test
  void aDryRunFilesNothing() throws Exception {
    save("a.html", site.page("00001", THURSDAY));
    ImportResult result =
        new ArchiveImport(archive, scratch, true, words::add)
            .files(Dictionary.load().dataset(PAGES), List.of(saved), null);
    assertThat(result.dates()).containsExactly(new ImportedDate(THURSDAY, null, false, 1, 0, 0, 1));
    assertThat(archive.dates(PAGES)).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatIOException()
        .isThrownBy(() -> pages(saved.resolve("none")))
        .withMessage("there is no file or folder " + saved.resolve("none"));
    assertThatIOException()
        .isThrownBy(() -> pages(saved))
        .withMessageContaining("expected a page, saved as .html or .mhtml, or a zip of such")
        .withMessageContaining("found no file in ")
        .withMessageContaining(saved.toString());
  }

  @RepeatedTest(10)
  void importsOfTheSamePagesAtOnceMakeOneVersion() throws Exception {
    Path pages = save("a/00001.html", site.page("00001", THURSDAY)).getParent();
    save("a/09868.html", site.page("09868", THURSDAY));
    int imports = 4;
    CyclicBarrier start = new CyclicBarrier(imports);
    ExecutorService threads = Executors.newFixedThreadPool(imports);
    try {
      List<Future<ImportResult>> results = new ArrayList<>();
      for (int i = 0; i < imports; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return pages(pages);
                }));
      }
      for (Future<ImportResult> each : results) {
        assertThat(each.get().dates()).extracting(ImportedDate::version).containsExactly(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(archive.versions(PAGES, THURSDAY)).hasSize(1);
  }

  @RepeatedTest(10)
  void importsOfOneDayAtOnceLoseNothing() throws Exception {
    List<String> stocks = List.of("00001", "09868", "00700", "00005");
    List<Path> files = new ArrayList<>();
    for (String stock : stocks) {
      files.add(save(stock + ".html", site.page(stock, THURSDAY)));
    }
    CyclicBarrier start = new CyclicBarrier(files.size());
    ExecutorService threads = Executors.newFixedThreadPool(files.size());
    try {
      List<Future<ImportResult>> imports = new ArrayList<>();
      for (Path file : files) {
        imports.add(
            threads.submit(
                () -> {
                  start.await();
                  return pages(file);
                }));
      }
      for (Future<ImportResult> each : imports) {
        assertThat(each.get().refused()).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(content(THURSDAY).keySet())
        .containsExactly("00001_en.html", "00005_en.html", "00700_en.html", "09868_en.html");
  }

  @Test
  void listsOfStocksAreFiledUnderTheirDate() throws Exception {
    save("stocks.html", site.list(THURSDAY));
    ImportResult result = files(LIST, null, saved);
    assertThat(result.refused()).isEmpty();
    assertThat(result.dates()).extracting(ImportedDate::date).containsExactly(THURSDAY);
    assertThat(files(LIST, THURSDAY)).containsExactly("stocklist_20251016.html");
    assertThat(files(LIST, null, saved).dates())
        .extracting(ImportedDate::added)
        .containsExactly(false);
  }

  @Test
  void aListThatDoesNotSayItsDateWantsOne() throws Exception {
    Path json = save("stocks.json", site.listJson(FRIDAY));
    assertThat(files(LIST, null, json).refused())
        .extracting(RefusedFile::complaint)
        .containsExactly(
            json + ": expected a list with its date, found one without: name it with" + " --date");
    assertThat(files(LIST, FRIDAY, json).refused()).isEmpty();
    assertThat(files(LIST, FRIDAY)).containsExactly("stocklist_20251017.json");
    Path other = save("other.html", site.list(THURSDAY));
    assertThat(files(LIST, FRIDAY, other).refused())
        .extracting(RefusedFile::complaint)
        .singleElement()
        .asString()
        .contains("20251017", "20251016");
  }

  @Test
  void corporateActionsAreFiledByYearAndMerged() throws Exception {
    Path first =
        save(
            "mine.csv",
            """
            note,stock_code,effective_date,kind,old_shares,new_shares
            "circular, page 3",00700,2014-05-15,split,1,5
            ,1,2015-06-03,consolidation,10,1
            ,00002,2015-06-03,split,2,1
            """);
    ImportResult result = files(ACTIONS, null, first);
    assertThat(result.dates())
        .containsExactly(
            new ImportedDate(LocalDate.of(2014, 1, 1), 1, true, 1, 0, 0, 1),
            new ImportedDate(LocalDate.of(2015, 1, 1), 1, true, 1, 0, 0, 1));
    assertThat(result.refused())
        .extracting(RefusedFile::complaint)
        .containsExactly(
            first + " line 4: expected more new shares than old ones in a split, found 1 for 2");
    Path second =
        save(
            "more.csv",
            """
            stock_code,effective_date,kind,old_shares,new_shares
            00001,2015-06-03,consolidation,20,1
            00005,2015-03-03,bonus,10,13
            """);
    assertThat(files(ACTIONS, null, second).dates())
        .containsExactly(new ImportedDate(LocalDate.of(2015, 1, 1), 2, true, 1, 1, 0, 2));
    assertThat(text(ACTIONS, LocalDate.of(2015, 1, 1)))
        .isEqualTo(
            """
            stock_code,effective_date,kind,old_shares,new_shares,note
            00001,2015-06-03,consolidation,20,1,
            00005,2015-03-03,bonus,10,13,
            """);
    assertThat(text(ACTIONS, LocalDate.of(2014, 1, 1)))
        .endsWith("00700,2014-05-15,split,1,5,\"circular, page 3\"\n");
    assertThat(files(ACTIONS, null, second).dates())
        .containsExactly(new ImportedDate(LocalDate.of(2015, 1, 1), 2, false, 0, 0, 2, 2));
  }

  @Test
  void realPages() throws Exception {
    Path captures = captures().resolve(PAGES);
    assumeTrue(Files.isDirectory(captures), "no real pages of " + PAGES + ": not tested");
    ImportResult result = pages(captures);
    assertThat(result.refused()).isEmpty();
    assertThat(result.notes()).isEmpty();
    List<LocalDate> folders = new ArrayList<>();
    try (var days = Files.list(captures)) {
      days.sorted().forEach(day -> folders.add(LocalDate.parse(day.getFileName().toString())));
    }
    assertThat(result.dates()).extracting(ImportedDate::date).containsExactlyElementsOf(folders);
    assertThat(result.dates()).allMatch(date -> date.fresh() == 1 && date.all() == 1);
    assertThat(content(folders.get(0))).containsOnlyKeys("09868_en.html");
  }

  @Test
  void aRealListOfStocks() throws Exception {
    Path captures = captures().resolve(LIST);
    assumeTrue(Files.isDirectory(captures), "no real list of " + LIST + ": not tested");
    assertThat(files(LIST, null, captures).dates())
        .containsExactly(new ImportedDate(LocalDate.of(2019, 10, 27), 1, true, 4755, 0, 0, 4755));
  }

  private static Path captures() {
    String property = System.getProperty("tapehouse.captures");
    if (property != null) {
      return Path.of(property);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("../shared/captures").normalize();
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    return Path.of("no captures");
  }

  private ImportResult pages(Path... named) throws IOException {
    return files(PAGES, null, named);
  }

  private ImportResult files(String dataset, @Nullable LocalDate date, Path... named)
      throws IOException {
    return new ArchiveImport(archive, scratch, false, words::add)
        .files(Dictionary.load().dataset(dataset), List.of(named), date);
  }

  private Path save(String name, String page) throws IOException {
    Path file = saved.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, page);
  }

  private void zip(String name, Map<String, String> pages) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(saved.resolve(name)))) {
      for (Map.Entry<String, String> page : pages.entrySet()) {
        entry(out, page.getKey(), page.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void entry(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }

  private List<String> files(String dataset, LocalDate date) throws IOException {
    return archive.newest(dataset, date).orElseThrow().files().stream()
        .map(ArchivedFile::name)
        .toList();
  }

  private String text(String dataset, LocalDate date) throws IOException {
    Receipt receipt = archive.newest(dataset, date).orElseThrow();
    try (var in = archive.open(receipt, receipt.files().get(0))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<String, String> content(LocalDate date) throws Exception {
    Receipt receipt = archive.newest(PAGES, date).orElseThrow();
    Map<String, String> pages = new TreeMap<>();
    for (ArchivedFile file : receipt.files()) {
      CcassBundle.forEachPage(
          archive.store().localCopy(Archive.key(receipt, file), scratch),
          new SourceFile(PAGES, date, file.name()),
          (page, bytes) ->
              pages.put(
                  page.name().substring(page.name().indexOf('!') + 1),
                  new String(bytes, StandardCharsets.UTF_8)));
    }
    return pages;
  }
}
