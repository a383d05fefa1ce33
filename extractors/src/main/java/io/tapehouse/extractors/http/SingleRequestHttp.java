package io.tapehouse.extractors.http;

import java.net.http.HttpClient;
import java.time.Duration;

/** The JDK's client with everything turned off that it would do by itself. */
final class SingleRequestHttp {

  static {
    // The JDK repeats a GET by itself when a connection closes without an answer, past every
    // bucket: that is how TWSE drops those it throttles. With this limit one call is one request.
    // It is read when the first request is made, so this must come before.
    if (System.getProperty("jdk.httpclient.redirects.retrylimit") == null) {
      System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    }
  }

  private SingleRequestHttp() {}

  static HttpClient open(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(connectTimeout)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }
}
