package io.tapehouse.emulators.redshift;

import io.tapehouse.gateway.wire.MessageBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out COPY in the client's own session and transaction: rows of the Parquet files go into
 * PostgreSQL's COPY FROM STDIN.
 */
final class Copying {

  private final Server server;
  private final ParquetSource source;

  Copying(Server server, ParquetSource source) {
    this.server = server;
    this.source = source;
  }

  /**
   * The client hears either an error or that the command is complete.
   *
   * @throws ServerError when S3 or the manifest stand against it; nothing has begun then
   */
  void run(CopyCommand command, Server.Listener client) throws IOException, ServerError {
    List<TargetColumn> columns = new ArrayList<>();
    Server.Listener quiet =
        message -> {
          if (message.type() == 'T') {
            columns.addAll(TargetColumn.of(message));
          } else if (message.type() == 'E') {
            client.hear(message);
          }
        };
    if (!server.describe(command.selection(), quiet)) {
      return;
    }
    CopyManifest manifest = source.manifest(command.manifest());
    if (!server.open(command.fromClient(), quiet)) {
      return;
    }
    long rows;
    try {
      rows = send(manifest, columns);
    } catch (ServerError e) {
      server.abandon(e, client);
      return;
    }
    finish(command, rows, quiet, client);
  }

  private long send(CopyManifest manifest, List<TargetColumn> columns)
      throws IOException, ServerError {
    Path folder = Files.createTempDirectory("redshift-copy");
    long rows = 0;
    try (ParquetRows parquet = new ParquetRows()) {
      for (CopyManifest.Entry entry : manifest.entries()) {
        Optional<Path> file = source.fetch(entry, folder);
        if (file.isPresent()) {
          rows +=
              parquet.send(
                  file.get(),
                  entry.location(),
                  columns,
                  bytes -> server.write(new MessageBuffer().bytes(bytes).toMessage('d')));
          Files.delete(file.get());
        }
      }
      return rows;
    } catch (SQLException e) {
      throw ServerError.internal("Spectrum Scan Error", 15001, String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(folder.resolve("file.parquet"));
      Files.delete(folder);
    }
  }

  /** Redshift's command tag has no count; {@code pg_last_copy_count()} has it. */
  private void finish(CopyCommand command, long rows, Server.Listener quiet, Server.Listener client)
      throws IOException {
    if (server.finish(quiet) && server.own("SET tapehouse.last_copy_count = " + rows, client)) {
      String loaded =
          "Load into table '%s' completed, %d record(s) loaded successfully."
              .formatted(command.table(), rows);
      client.hear(
          new MessageBuffer()
              .octet('S')
              .text("INFO")
              .octet('C')
              .text("00000")
              .octet('M')
              .text(loaded)
              .octet('\0')
              .toMessage('N'));
      client.hear(new MessageBuffer().text("COPY").toMessage('C'));
    }
  }
}
