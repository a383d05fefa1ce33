package io.tapehouse.simulator.hkex;

/** Writes pages. Texts between tags go out as they are: the site writes a bare {@code &} there. */
final class Markup {

  private static final String STEP = "    ";
  private static final int BYTES = 1 << 14;

  private final StringBuilder text = new StringBuilder(BYTES);

  /** A line, so many steps in. */
  Markup line(int depth, String... parts) {
    for (int i = 0; i < depth; i++) {
      text.append(STEP);
    }
    for (String part : parts) {
      text.append(part);
    }
    text.append('\n');
    return this;
  }

  /** A division with nothing but a text. */
  Markup div(int depth, String type, String content) {
    return line(depth, "<div class=\"", type, "\">", content, "</div>");
  }

  /** A hidden field; without a value where that is empty, as the site's framework does. */
  Markup hidden(int depth, String name, String value) {
    String attribute = value.isEmpty() ? "" : " value=\"" + escaped(value) + "\"";
    return line(
        depth, "<input type=\"hidden\" name=\"", name, "\" id=\"", name, "\"", attribute, " />");
  }

  /** A box for a text. Its name stands in it twice. */
  Markup box(int depth, String name, String value, String more) {
    String attribute = value.isEmpty() ? "" : " value=\"" + escaped(value) + "\"";
    return line(
        depth,
        "<input name=\"" + name + "\" type=\"text\"" + attribute,
        " id=\"" + name + "\" " + more + " name=\"" + name + "\" />");
  }

  /** A text as the value of an attribute. */
  static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
