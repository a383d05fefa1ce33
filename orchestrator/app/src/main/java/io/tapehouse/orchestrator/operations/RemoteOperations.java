package io.tapehouse.orchestrator.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapehouse.orchestrator.control.AnswerOutput;
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

/**
 * {@link Operations}, or a part of them, over the control endpoint: both ends, by the methods of
 * the interface. A method with a parameter of type {@link AnswerOutput} answers with a stream, any
 * other with a JSON value.
 */
public final class RemoteOperations {

  private RemoteOperations() {}

  /**
   * What the owner of a home does, for everybody.
   *
   * @param type {@link Operations}, or an interface that it extends
   */
  public static <T> T of(Class<T> type, ControlClient client) {
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new Asking(client)));
  }

  /**
   * The handlers with which an owner answers.
   *
   * @param type {@link Operations}, or an interface that it extends
   */
  public static <T> Map<String, ControlHandler> handlers(Class<T> type, T operations) {
    Map<String, ControlHandler> handlers = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (!Operations.NO_OPERATIONS.contains(method.getName())) {
        handlers.put(method.getName(), handler(operations, method));
      }
    }
    return handlers;
  }

  private static ControlHandler handler(Object operations, Method method) {
    ObjectMapper mapper = OperationsJson.mapper();
    return (request, reply) -> {
      Parameter[] parameters = method.getParameters();
      @Nullable Object[] arguments = new Object[parameters.length];
      boolean streams = false;
      for (int i = 0; i < parameters.length; i++) {
        if (isOutput(parameters[i])) {
          streams = true;
          arguments[i] = reply.stream();
        } else {
          arguments[i] =
              mapper.convertValue(
                  request.get(parameters[i].getName()),
                  mapper.constructType(parameters[i].getParameterizedType()));
        }
      }
      try {
        Object answer = method.invoke(operations, arguments);
        if (!streams) {
          reply.json(mapper.valueToTree(answer));
        }
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw e;
      }
    };
  }

  private static boolean isOutput(Parameter parameter) {
    return parameter.getType() == AnswerOutput.class;
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
      AnswerOutput out = null;
      Parameter[] parameters = method.getParameters();
      for (int i = 0; i < parameters.length; i++) {
        Object argument = arguments == null ? null : arguments[i];
        if (isOutput(parameters[i])) {
          out = (AnswerOutput) argument;
        } else {
          request.set(parameters[i].getName(), mapper.valueToTree(argument));
        }
      }
      byte[] json = mapper.writeValueAsBytes(request);
      if (out != null) {
        client.stream(method.getName(), json, out);
        return null;
      }
      return mapper.readValue(
          client.call(method.getName(), json), mapper.constructType(method.getGenericReturnType()));
    }
  }
}
