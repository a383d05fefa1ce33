package io.tapehouse.orchestrator.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapehouse.orchestrator.control.ControlClient;
import io.tapehouse.orchestrator.control.ControlHandler;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Operations} over the control endpoint: both ends, by the methods of the interface. */
public final class RemoteOperations {

  private RemoteOperations() {}

  /** What the owner of a home does, for everybody. */
  public static Operations of(ControlClient client) {
    ClassLoader loader = RemoteOperations.class.getClassLoader();
    return (Operations)
        Proxy.newProxyInstance(loader, new Class<?>[] {Operations.class}, new Asking(client));
  }

  /** The handlers with which an owner answers. */
  public static Map<String, ControlHandler> handlers(Operations operations) {
    Map<String, ControlHandler> handlers = new HashMap<>();
    for (Method method : Operations.class.getMethods()) {
      if (!Operations.NO_OPERATIONS.contains(method.getName())) {
        handlers.put(method.getName(), handler(operations, method));
      }
    }
    return handlers;
  }

  private static ControlHandler handler(Operations operations, Method method) {
    ObjectMapper mapper = OperationsJson.mapper();
    return (request, reply) -> {
      Parameter[] parameters = method.getParameters();
      @Nullable Object[] arguments = new Object[parameters.length];
      for (int i = 0; i < parameters.length; i++) {
        arguments[i] =
            mapper.convertValue(
                request.get(parameters[i].getName()),
                mapper.constructType(parameters[i].getParameterizedType()));
      }
      try {
        reply.json(mapper.valueToTree(method.invoke(operations, arguments)));
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    };
  }

  private record Asking(ControlClient client) implements InvocationHandler {

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws IOException {
      if (method.getDeclaringClass() == Object.class) {
        return method.getName().equals("toString") ? "operations of " + client.pid() : null;
      }
      if (Operations.NO_OPERATIONS.contains(method.getName())) {
        client.close();
        return null;
      }
      ObjectMapper mapper = OperationsJson.mapper();
      ObjectNode request = mapper.createObjectNode();
      Parameter[] parameters = method.getParameters();
      for (int i = 0; i < parameters.length; i++) {
        request.set(
            parameters[i].getName(), mapper.valueToTree(arguments == null ? null : arguments[i]));
      }
      byte[] answer = client.call(method.getName(), mapper.writeValueAsBytes(request));
      return mapper.readValue(answer, mapper.constructType(method.getGenericReturnType()));
    }
  }
}
