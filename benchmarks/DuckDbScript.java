import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Runs a script in a fresh DuckDB file. Arguments: script, pattern of the CSV files, database. */
public final class DuckDbScript {

  public static void main(String[] arguments) throws Exception {
    String script = Files.readString(Path.of(arguments[0])).replace("${csv}", arguments[1]);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[2]);
        Statement statement = connection.createStatement()) {
      for (String part : script.split(";\\s*\n")) {
        if (!part.isBlank()) {
          statement.execute(part);
        }
      }
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM bar")) {
        count.next();
        System.out.println(count.getLong(1) + " bars");
      }
    }
  }
}
