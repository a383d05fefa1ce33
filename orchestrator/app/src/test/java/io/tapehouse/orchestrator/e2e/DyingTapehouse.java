package io.tapehouse.orchestrator.e2e;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.tapehouse.orchestrator.Tapehouse;
import io.tapehouse.store.FolderObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * The program with one thing put into it: it drops dead, as by {@code kill -9}, right before or
 * right after a given one of the steps that make something permanent. Those are the linking of an
 * object into its place, a commit of the run store, and a commit of the warehouse.
 */
public final class DyingTapehouse {

  /** Where it writes how many steps there were, if it lives to its end. */
  static final String COUNT_FILE = "tapehouse.steps";

  private static final int KILLED = 137;
  private static final AtomicInteger STEPS = new AtomicInteger();

  private static int last = Integer.MAX_VALUE;

  private DyingTapehouse() {}

  /** First the number of the step at which to die, 0 for never; then a command line. */
  public static void main(String[] arguments) {
    int wanted = Integer.parseInt(arguments[0]);
    last = wanted == 0 ? Integer.MAX_VALUE : wanted;
    Runtime.getRuntime().addShutdownHook(new Thread(DyingTapehouse::tell));
    new AgentBuilder.Default()
        .type(named(FolderObjectStore.class.getName()))
        .transform((to, type, loader, module, domain) -> to.visit(around("publish")))
        .type(
            named("io.tapehouse.orchestrator.runstore.jdbc.Transactions")
                .or(named("org.duckdb.DuckDBConnection")))
        .transform((to, type, loader, module, domain) -> to.visit(around("commit")))
        .installOn(ByteBuddyAgent.install());
    Tapehouse.main(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static net.bytebuddy.asm.AsmVisitorWrapper around(String method) {
    return Advice.to(Around.class).on(named(method));
  }

  /** What is put around each step. Public, since it becomes part of other classes. */
  public static final class Around {

    private Around() {}

    /** Before. */
    @Advice.OnMethodEnter
    public static void before() {
      DyingTapehouse.step();
    }

    /** After, if it did not throw. */
    @Advice.OnMethodExit
    public static void after() {
      DyingTapehouse.step();
    }
  }

  /** A step is about to be taken, or was taken. */
  public static void step() {
    if (STEPS.incrementAndGet() == last) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private static void tell() {
    String file = System.getProperty(COUNT_FILE);
    if (file != null) {
      try {
        Files.writeString(Path.of(file), Integer.toString(STEPS.get()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
