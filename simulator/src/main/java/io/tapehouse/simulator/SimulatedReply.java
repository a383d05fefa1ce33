package io.tapehouse.simulator;

import java.nio.charset.StandardCharsets;

/** One answer. The bytes are shared between answers and never changed. */
final class SimulatedReply {

  private final int status;
  private final String contentType;
  private final byte[] body;

  SimulatedReply(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  static SimulatedReply page(int status, String text) {
    String page =
        "<!DOCTYPE html>\n<html><head><title>"
            + text
            + "</title></head><body><h1>"
            + text
            + "</h1></body></html>\n";
    return new SimulatedReply(
        status, "text/html;charset=UTF-8", page.getBytes(StandardCharsets.UTF_8));
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }
}
