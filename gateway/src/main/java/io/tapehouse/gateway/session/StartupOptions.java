package io.tapehouse.gateway.session;

import io.tapehouse.gateway.engine.SqlError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameter {@code options} of a connection's start, as PGOPTIONS has it: {@code -c name=value}
 * or {@code --name=value}, with a backslash before white space that belongs to a value.
 */
final class StartupOptions {

  private StartupOptions() {}

  /**
   * The settings in it, by name.
   *
   * @throws SqlError when there is anything else
   */
  static Map<String, String> of(Map<String, String> parameters) throws SqlError {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> words = words(parameters.getOrDefault("options", ""));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean apart = word.equals("-c") && i + 1 < words.size();
      String setting = apart ? words.get(++i) : word.replaceFirst("^(-c|--)", "");
      int equals = setting.indexOf('=');
      if (equals < 1 || (!apart && setting.equals(word))) {
        throw SqlError.syntax(
            "expected -c name=value in the options of the connection, found " + word);
      }
      settings.put(setting.substring(0, equals).replace('-', '_'), setting.substring(equals + 1));
    }
    return settings;
  }

  private static List<String> words(String options) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      if (Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
        }
        begun = false;
        continue;
      }
      begun = true;
      if (c == '\\' && i + 1 < options.length()) {
        i++;
      }
      word.append(options.charAt(i));
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
