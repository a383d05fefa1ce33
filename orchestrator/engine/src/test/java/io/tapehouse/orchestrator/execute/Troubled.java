package io.tapehouse.orchestrator.execute;

import io.tapehouse.orchestrator.runstore.CommitOutcomeUnknownException;
import io.tapehouse.orchestrator.runstore.RunStore;
import io.tapehouse.orchestrator.runstore.RunStoreException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A run store whose engine fails now and then. */
public final class Troubled implements InvocationHandler {

  private final RunStore store;
  private final Map<String, AtomicInteger> before = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> after = new ConcurrentHashMap<>();
  private volatile boolean down;

  /** Fails at nothing, for the time being. */
  public Troubled(RunStore store) {
    this.store = store;
  }

  /** The store with its troubles. */
  public RunStore store() {
    return (RunStore)
        Proxy.newProxyInstance(
            RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, this);
  }

  /** Nothing works. */
  public void down(boolean now) {
    down = now;
  }

  /** The next calls of a method fail, and do nothing. */
  void failBefore(String method, int times) {
    before.put(method, new AtomicInteger(times));
  }

  /** The next calls of a method are done, but their answers are lost. */
  void failAfter(String method, int times) {
    after.put(method, new AtomicInteger(times));
  }

  /** Whether all failures that were ordered have happened. */
  boolean isOver() {
    return before.values().stream().allMatch(left -> left.get() <= 0)
        && after.values().stream().allMatch(left -> left.get() <= 0);
  }

  private static boolean now(Map<String, AtomicInteger> planned, Method method) {
    AtomicInteger left = planned.get(method.getName());
    return left != null && left.getAndDecrement() > 0;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (down || now(before, method)) {
      throw new RunStoreException(method.getName() + ": no connection", null);
    }
    Object answer;
    try {
      answer = method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    // An empty claim is none whose loss matters.
    boolean nothing = method.getName().equals("claim") && List.of().equals(answer);
    if (!nothing && now(after, method)) {
      throw new CommitOutcomeUnknownException(
          method.getName() + ": connection lost", new IllegalStateException("ordered"));
    }
    return answer;
  }
}
