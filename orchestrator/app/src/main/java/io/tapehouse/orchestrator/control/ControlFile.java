package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tapehouse.orchestrator.home.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a client must know of the owner's endpoint; only the owner's user may read it.
 *
 * @param port on 127.0.0.1
 * @param token that every request carries
 * @param pid the owner's process
 */
record ControlFile(int port, String token, long pid) {

  /** Puts it into the home, whole or not at all. */
  void write(Home home) throws IOException {
    Path aside = home.controlFile().resolveSibling("control.json." + pid);
    Files.deleteIfExists(aside);
    // Private from before it has content.
    PrivateFile.create(aside);
    Files.write(aside, json());
    Files.move(
        aside,
        home.controlFile(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes it away, unless another one has taken its place. */
  void remove(Home home) throws IOException {
    Optional<ControlFile> there = read(home);
    if (there.isPresent() && there.get().equals(this)) {
      Files.deleteIfExists(home.controlFile());
    }
  }

  /** The one of a home; empty when there is none that makes sense. */
  static Optional<ControlFile> read(Home home) throws IOException {
    byte[] json;
    try {
      json = Files.readAllBytes(home.controlFile());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    int port = 0;
    String token = "";
    long pid = 0;
    // The streaming parser alone: a command that only asks the owner starts quicker without more.
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        switch (name) {
          case "port" -> port = parser.getValueAsInt();
          case "token" -> token = parser.getValueAsString("");
          case "pid" -> pid = parser.getValueAsLong();
          default -> parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    return port > 0 && port < 1 << 16 && !token.isEmpty()
        ? Optional.of(new ControlFile(port, token, pid))
        : Optional.empty();
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("port", port);
      json.writeStringField("token", token);
      json.writeNumberField("pid", pid);
      json.writeEndObject();
    }
    out.write('\n');
    return out.toByteArray();
  }

  /** Without the token: this may end up in a log. */
  @Override
  public String toString() {
    return "port %d of process %d".formatted(port, pid);
  }
}
