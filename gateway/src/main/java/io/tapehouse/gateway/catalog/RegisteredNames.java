package io.tapehouse.gateway.catalog;

import io.tapehouse.sql.dialect.SqlToken.Kind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Casts to types whose values are numbers that PostgreSQL shows as names: of relations, types,
 * functions, schemas, roles. A literal becomes the number, since that is what it is compared with;
 * a column becomes the name, since that is what it is shown as, unless it is cast on to a number.
 *
 * @see <a href="https://www.postgresql.org/docs/15/datatype-oid.html">object identifier types</a>
 */
final class RegisteredNames {

  static final Set<String> TYPES =
      Set.of("regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole");

  private static final String SYSTEM = CatalogQuery.SYSTEM + ".";

  private static final Set<String> NUMBERS =
      Set.of("oid", "int", "int4", "int8", "integer", "bigint", "xid");

  private final Words words;
  private final Map<String, Long> relations;

  private RegisteredNames(Words words, Map<String, Long> relations) {
    this.words = words;
    this.relations = relations;
  }

  /**
   * Rewrites all such casts, of both forms.
   *
   * @param relations relations of the catalogue, whose numbers never change
   */
  static void rewrite(Words words, Map<String, Long> relations) {
    RegisteredNames names = new RegisteredNames(words, relations);
    for (int i = 0; i < words.size(); i++) {
      if (words.is(i, "CAST") && words.isSymbol(i + 1, "(")) {
        names.postfix(i);
      }
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.isSymbol(i, "::") && TYPES.contains(words.name(i + 1))) {
        names.cast(i);
      }
    }
  }

  /** {@code CAST(a AS regclass)} is {@code (a)::regclass}. */
  private void postfix(int cast) {
    int close = words.closing(cast + 1);
    if (TYPES.contains(words.name(close - 1)) && words.is(close - 2, "AS")) {
      String type = words.name(close - 1);
      words.replace(close - 2, close + 1, ") :: " + type);
      words.remove(cast, cast + 1);
    }
  }

  private void cast(int at) {
    String type = words.name(at + 1).replace("regprocedure", "regproc");
    int start = words.operand(at);
    if (words.isSymbol(at + 2, "[") && words.isSymbol(at + 3, "]")) {
      words.replace(at, at + 4, ", lambda registered: %s_out(registered))".formatted(type));
      words.insert(start, "list_transform(");
      return;
    }
    if (words.isNamed(inside(start, at), type + "_in")) {
      words.remove(at, at + 2);
      return;
    }
    Long known = type.equals("regclass") ? knownRelation(inside(start, at)) : null;
    if (known != null) {
      words.replace(start, at + 2, Long.toString(known));
      return;
    }
    boolean castOn = words.isSymbol(at + 2, "::") || (words.is(at + 2, "AS") && isInCast(start));
    boolean compared = !castOn && (isComparison(start - 1) || isComparison(at + 2));
    if (compared && isComparison(at + 2) && isBareString(at + 3)) {
      // What is compared with it is of its type.
      words.insert(at + 4, ":: " + type);
    }
    boolean number =
        castOn ? NUMBERS.contains(words.name(at + 3)) : compared || isLiteral(start, at);
    words.replace(at, at + 2, ")");
    if (start == at - 1 && words.isKind(start, Kind.PARAMETER)) {
      // So that the engine knows of what type it is.
      words.insert(at, ":: VARCHAR");
    }
    words.insert(start, type + (number ? "_in(" : "_out("));
  }

  /** {@code CAST(a::regclass AS oid)}. */
  private boolean isInCast(int start) {
    return words.isSymbol(start - 1, "(") && words.is(start - 2, "CAST");
  }

  private boolean isBareString(int at) {
    return words.isKind(at, Kind.STRING) && !words.isSymbol(at + 1, "::");
  }

  private boolean isComparison(int at) {
    return words.isSymbol(at, "=") || words.isSymbol(at, "<>") || words.isSymbol(at, "!=");
  }

  /** A string or a parameter, in parentheses or not, cast or not. */
  private boolean isLiteral(int start, int end) {
    int from = inside(start, end);
    return words.isKind(from, Kind.STRING) || words.isKind(from, Kind.PARAMETER);
  }

  /** The first token that is no parenthesis. */
  private int inside(int start, int end) {
    int from = start;
    while (from < end && words.isSymbol(from, "(")) {
      from++;
    }
    return from;
  }

  private @Nullable Long knownRelation(int at) {
    if (!words.isKind(at, Kind.STRING)) {
      return null;
    }
    String text = words.get(at).text();
    String name = text.substring(1, text.length() - 1);
    return relations.get(name.startsWith(SYSTEM) ? name.substring(SYSTEM.length()) : name);
  }
}
