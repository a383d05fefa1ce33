package io.tapehouse.emulators.spark;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** The child's side of {@link SparkJvm}: a class of Spark, which ends when its parent does. */
final class SparkMain {

  private static final int PARENT_GONE = 4;

  private SparkMain() {}

  /**
   * Runs until the class is done or standard input ends, which it does when the parent dies,
   * however it dies.
   *
   * @param arguments the name of the class, then its own arguments
   */
  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(SparkMain::haltAtEndOfInput, "parent");
    watch.setDaemon(true);
    watch.start();
    // By name: Spark is on the class path of this process and not on the parent's.
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void haltAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent sends nothing; what matters is the end.
      }
    } catch (IOException e) {
      // The end as well.
    }
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
