package io.tapehouse.emulators;

/**
 * Errors that any AWS service may answer with, in the two formats that are in use here.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's
 *     errors</a>
 */
public enum AwsError {
  /** Too many requests: 503 {@code SlowDown} of S3, 400 {@code ThrottlingException} elsewhere. */
  THROTTLED(503, "SlowDown", 400, "ThrottlingException", "Please reduce your request rate."),
  /** A fault of the service. */
  INTERNAL_ERROR(
      500, "InternalError", 500, "InternalServerException", "We encountered an internal error."),
  /** The service cannot answer now. */
  UNAVAILABLE(
      503, "ServiceUnavailable", 503, "ServiceUnavailableException", "Service is unavailable."),
  /** The session's credentials are too old: 400 of S3, 403 elsewhere. */
  EXPIRED_TOKEN(
      400, "ExpiredToken", 403, "ExpiredTokenException", "The provided token has expired."),
  /** The caller may not do this. */
  ACCESS_DENIED(403, "AccessDenied", 403, "AccessDeniedException", "Access Denied");

  private final int xmlStatus;
  private final String xmlCode;
  private final int jsonStatus;
  private final String jsonCode;
  private final String message;

  AwsError(int xmlStatus, String xmlCode, int jsonStatus, String jsonCode, String message) {
    this.xmlStatus = xmlStatus;
    this.xmlCode = xmlCode;
    this.jsonStatus = jsonStatus;
    this.jsonCode = jsonCode;
    this.message = message;
  }

  /** How a service writes its errors. */
  public enum Format {
    /** S3. */
    REST_XML,
    /** EMR, EMR Serverless, Redshift's data interface. */
    JSON
  }

  Answer in(Format format) {
    return switch (format) {
      case REST_XML ->
          new Answer(
              xmlStatus,
              java.util.Map.of(
                  "Content-Type", "application/xml", "x-amz-request-id", "FAULTY-" + name()),
              ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
                  + xmlCode
                  + "</Code><Message>"
                  + message
                  + "</Message><RequestId>FAULTY-"
                  + name()
                  + "</RequestId></Error>"));
      case JSON ->
          new Answer(
              jsonStatus,
              java.util.Map.of(
                  "Content-Type",
                  "application/x-amz-json-1.1",
                  "x-amzn-ErrorType",
                  jsonCode,
                  "x-amzn-RequestId",
                  "FAULTY-" + name()),
              ("{\"__type\":\"" + jsonCode + "\",\"message\":\"" + message + "\"}"));
    };
  }

  /** A whole answer without the lines that frame it. */
  record Answer(int status, java.util.Map<String, String> headers, String body) {}
}
