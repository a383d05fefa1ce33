package io.tapehouse.emulators;

import java.io.IOException;
import java.lang.reflect.Method;

/** The child's side of {@link S3ProxyServer}: S3Proxy, which ends when its parent does. */
final class S3ProxyProcess {

  private S3ProxyProcess() {}

  /**
   * Runs until standard input ends, which it does when the parent dies, however it dies.
   *
   * @param arguments those of S3Proxy's own main class
   */
  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(S3ProxyProcess::haltAtEndOfInput, "parent");
    watch.setDaemon(true);
    watch.start();
    // By name: S3Proxy is on the class path of this process and of no other.
    Method main = Class.forName("org.gaul.s3proxy.Main").getMethod("main", String[].class);
    main.invoke(null, (Object) arguments);
  }

  private static void haltAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent sends nothing; what matters is the end.
      }
    } catch (IOException e) {
      // The end as well.
    }
    Runtime.getRuntime().halt(0);
  }
}
