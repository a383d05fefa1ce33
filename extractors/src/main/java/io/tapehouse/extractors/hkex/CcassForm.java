package io.tapehouse.extractors.hkex;

import io.tapehouse.extractors.SourceFile;
import io.tapehouse.extractors.UnreadableFileException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The form of HKEX's "CCASS Shareholding Search": what has to be sent back to search. It stands on
 * the bare page and on every result. Immutable.
 */
public final class CcassForm {

  /** A button is sent only when it is pressed. */
  private static final Set<String> BUTTONS = Set.of("button", "image", "reset", "submit");

  private static final Pattern RESET =
      Pattern.compile("attr\\(\\s*['\"]data-reset['\"]\\s*,\\s*['\"]([^'\"]*)['\"]");

  private final Map<String, String> fields;
  private final String action;
  private final @Nullable LocalDate newestDate;
  private final Optional<String> alert;

  private CcassForm(SearchPage page, String text) throws PageRefusal {
    Element form = form(page);
    Map<String, String> found = new LinkedHashMap<>();
    for (Element input : form.select("input[name]")) {
      if (!BUTTONS.contains(input.attr("type"))) {
        found.putIfAbsent(input.attr("name"), input.attr("value"));
      }
    }
    fields = Collections.unmodifiableMap(found);
    action = form.attr("action");
    newestDate = newestDate(page, text);
    alert = page.alert();
  }

  /**
   * Reads the form of a page.
   *
   * @param file the file, for messages
   * @param bytes its content
   * @throws UnreadableFileException when it is another page, like that of a gate keeper, whose
   *     words the message quotes; when it is cut off; or of the layout before 2018
   */
  public static CcassForm read(SourceFile file, byte[] bytes) throws UnreadableFileException {
    try {
      return read(bytes);
    } catch (PageRefusal e) {
      throw e.of(file);
    }
  }

  /**
   * Reads the form of a page that is filed nowhere.
   *
   * @param name what messages call the page
   * @param bytes its content
   * @throws UnreadableFileException as for a file
   */
  public static CcassForm read(String name, byte[] bytes) throws UnreadableFileException {
    try {
      return read(bytes);
    } catch (PageRefusal e) {
      throw e.of(name);
    }
  }

  private static CcassForm read(byte[] bytes) throws PageRefusal {
    String text = PageText.of(bytes);
    return new CcassForm(SearchPage.of(text), text);
  }

  /** Names and values of all fields, hidden ones too, in the order of the page; "" for no value. */
  public Map<String, String> fields() {
    return fields;
  }

  /** The form's action, relative to the address of the page. */
  public String action() {
    return action;
  }

  /**
   * The newest day that may be asked for: yesterday in Hong Kong. Whether the site has it is
   * another matter.
   */
  public Optional<LocalDate> newestDate() {
    return Optional.ofNullable(newestDate);
  }

  /** The message of the page's alert window, such as that a stock does not exist. */
  public Optional<String> alert() {
    return alert;
  }

  private static Element form(SearchPage page) throws PageRefusal {
    Element box = page.input("txtStockCode");
    Element form = box == null ? null : box.closest("form");
    if (form == null) {
      throw PageRefusal.damaged("expected the box txtStockCode within a form, found no form");
    }
    return form;
  }

  /**
   * A browser has run the script that writes the attribute; what the server sends has the script.
   */
  private static @Nullable LocalDate newestDate(SearchPage page, String text) {
    Element box = page.input("txtShareholdingDate");
    String attribute = box == null ? "" : box.attr("data-reset");
    Matcher script = RESET.matcher(text);
    return PublishedCells.date(attribute)
        .or(() -> script.find() ? PublishedCells.date(script.group(1)) : Optional.empty())
        .orElse(null);
  }
}
