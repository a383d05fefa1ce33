package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.databind.JsonNode;

/** Something that the owner of a home does for others. Safe for use by many threads. */
@FunctionalInterface
public interface ControlHandler {

  /**
   * Does it. An exception of which {@link FailureMessage} knows the words comes out at the client
   * with the same words.
   *
   * @param request what was asked; never null, perhaps an empty object
   * @param reply takes the answer: one JSON value, or a stream
   */
  void handle(JsonNode request, ControlReply reply) throws Exception;
}
