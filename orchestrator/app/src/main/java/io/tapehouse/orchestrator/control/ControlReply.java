package io.tapehouse.orchestrator.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Where the answer to one request goes: call one of these, once. */
public interface ControlReply {

  /** Answers with a JSON value. */
  void json(JsonNode answer) throws IOException;

  /**
   * Answers with bytes as they come. The stream ends well when the handler returns, and with the
   * failure when it throws; it need not be closed.
   *
   * @throws OwnerFailureException when too many answers are being streamed already
   */
  AnswerStream stream() throws IOException;
}
