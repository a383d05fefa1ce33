package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Where the answer to one request goes: call one of these, once. */
public interface Reply {

  /** Answers with a JSON value. */
  void json(JsonNode answer) throws IOException;

  /**
   * Answers with bytes as they come. The stream ends well when the handler returns, and tells of
   * the trouble when it throws; nobody has to close it.
   *
   * @throws OwnerFailureException when too many answers are being streamed already
   */
  AnswerStream stream() throws IOException;
}
