package io.tapehouse.orchestrator.runstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.orchestrator.runstore.jdbc.JdbcRunStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that is broken off is interrupted, in a call of the store or not. */
@Timeout(60)
class H2InterruptTest {

  private static final int THREADS = 30;

  @Test
  void theDatabaseOutlivesInterruptsOfItsUsers() throws InterruptedException, SQLException {
    try (H2Engine engine = new H2Engine();
        JdbcRunStore store = engine.open()) {
      store.migrate();
      execute(store, "CREATE TABLE lines (text VARCHAR)");
      AtomicInteger written = new AtomicInteger();
      for (int i = 0; i < THREADS; i++) {
        int until = written.get() + 5;
        Thread writer = new Thread(() -> write(store, written));
        writer.start();
        while (written.get() < until && writer.isAlive()) {
          Thread.onSpinWait();
        }
        writer.interrupt();
        writer.join();
      }
      execute(store, "DROP TABLE lines");
      assertThat(store.dags()).as("the store is still open").isEmpty();
    }
  }

  /** Until it is interrupted, also in the middle of a statement. */
  private static void write(JdbcRunStore store, AtomicInteger written) {
    try (Connection connection = store.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO lines VALUES (REPEAT('x', 2000))")) {
      while (!Thread.currentThread().isInterrupted()) {
        insert.executeUpdate();
        written.incrementAndGet();
      }
    } catch (SQLException e) {
      // The interrupted caller may see an error.
      Thread.currentThread().interrupt();
    }
  }

  private static void execute(JdbcRunStore store, String sql) throws SQLException {
    try (Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
