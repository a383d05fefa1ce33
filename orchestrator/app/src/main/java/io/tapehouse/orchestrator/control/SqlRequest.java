package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.tapehouse.orchestrator.home.Home;
import io.tapehouse.sql.Warehouse;
import io.tapehouse.sql.query.BoundQuery;
import io.tapehouse.sql.query.BoundValue;
import io.tapehouse.sql.query.ParameterType;
import io.tapehouse.sql.result.ResultFormat;
import io.tapehouse.sql.result.ResultWriter;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A query for the warehouse; its answer is the same bytes from the owner and from this process.
 *
 * @param query SQL that reads, with values for its parameters
 * @param format how the rows are written
 */
public record SqlRequest(BoundQuery query, ResultFormat format) {

  /** The name of the operation. */
  public static final String OPERATION = "sql";

  /** What is said of a home in which nothing was ever loaded. */
  public static IOException noWarehouse(Home home) {
    return new NoSuchFileException(
        "there is no warehouse in %s yet; tapehouse run makes one".formatted(home.root()));
  }

  /** Asks the owner of the home and writes the answer to {@code out}. */
  public void answer(ControlClient owner, OutputStream out) throws IOException {
    owner.stream(OPERATION, json(), out);
  }

  /** Asks a warehouse and writes the answer to {@code out}. */
  public void answer(Warehouse warehouse, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    warehouse.query(query, format.to(writer));
    writer.flush();
  }

  /** The handler of an owner that has a warehouse. */
  public static ControlHandler handler(Warehouse warehouse) {
    return (json, reply) -> {
      SqlRequest request = of(json);
      AnswerStream stream = reply.stream();
      Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
      ResultWriter results = new StoppableResults(request.format.to(writer), stream);
      warehouse.query(request.query, results);
      writer.flush();
    };
  }

  /** The handler of an owner that has none. */
  public static ControlHandler handlerWithoutWarehouse(Home home) {
    return (json, reply) -> {
      throw noWarehouse(home);
    };
  }

  private static SqlRequest of(JsonNode json) {
    Map<String, BoundValue> values = new HashMap<>();
    json.path("parameters")
        .properties()
        .forEach(one -> values.put(one.getKey(), value(one.getValue())));
    return new SqlRequest(
        new BoundQuery(json.path("query").asText(), values),
        ResultFormat.valueOf(json.path("format").asText("table").toUpperCase(Locale.ROOT)));
  }

  private static BoundValue value(JsonNode json) {
    JsonNode text = json.path("value");
    return new BoundValue(
        ParameterType.valueOf(json.path("type").asText().toUpperCase(Locale.ROOT)),
        text.isNull() ? null : text.asText());
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("query", query.sql());
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, BoundValue> one : query.values().entrySet()) {
        json.writeObjectFieldStart(one.getKey());
        json.writeStringField("type", one.getValue().type().word());
        json.writeStringField("value", one.getValue().text());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeStringField("format", format.name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
