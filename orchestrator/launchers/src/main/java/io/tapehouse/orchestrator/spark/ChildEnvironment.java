package io.tapehouse.orchestrator.spark;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the Spark process inherits of our environment. It reads and writes folders, so it needs
 * neither tokens nor passwords, and what it does not have it cannot print.
 */
final class ChildEnvironment {

  /** Where programs, temporary files and the user's own are; language and time zone. */
  private static final Set<String> OF_THE_SYSTEM =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "JAVA_HOME",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TMPDIR",
          "LD_LIBRARY_PATH");

  /** Windows starts hardly anything without them. */
  private static final Set<String> OF_WINDOWS =
      Set.of(
          "SYSTEMROOT",
          "SYSTEMDRIVE",
          "WINDIR",
          "COMSPEC",
          "PATHEXT",
          "TEMP",
          "TMP",
          "USERNAME",
          "USERPROFILE");

  /** Variables of Spark and Hadoop that count on one machine and hold no secret. */
  private static final Set<String> OF_SPARK =
      Set.of(
          "SPARK_LOCAL_IP",
          "SPARK_LOCAL_HOSTNAME",
          "SPARK_LOCAL_DIRS",
          "SPARK_USER",
          "HADOOP_HOME",
          "HADOOP_USER_NAME");

  private static final Pattern LOCALE = Pattern.compile("LC_[A-Z]+");

  private ChildEnvironment() {}

  /** Removes everything else. */
  static void limit(Map<String, String> environment) {
    environment.keySet().removeIf(name -> !isKept(name.toUpperCase(Locale.ROOT)));
  }

  private static boolean isKept(String name) {
    return OF_THE_SYSTEM.contains(name)
        || OF_WINDOWS.contains(name)
        || OF_SPARK.contains(name)
        || LOCALE.matcher(name).matches();
  }
}
