package io.tapehouse.extractors.http;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom the client really speaks to when it asks a publisher.
 *
 * @param politeness manners by the publisher's host
 * @param route from the publisher's address to the one that is connected to
 */
public record Target(Function<String, Politeness> politeness, UnaryOperator<URI> route) {

  /** The publishers themselves. */
  public static Target live() {
    return new Target(Politeness::ofHost, UnaryOperator.identity());
  }

  /** The exchange simulator, which may be asked as often as one likes. */
  public static Target simulator(URI root) {
    return new Target(host -> Politeness.UNLIMITED, through(root));
  }

  /**
   * The exchange simulator, asked with the publishers' manners but {@code factor} times as fast.
   */
  public static Target simulator(URI root, int factor) {
    return new Target(host -> Politeness.ofHost(host).faster(factor), through(root));
  }

  /**
   * {@code https://host/path?query} becomes {@code <root>/host/path?query}. A fragment, which no
   * client sends, names the date for which an address without a date is asked; the simulator, which
   * has no clock, is told so by the parameter {@code asked}.
   */
  public static UnaryOperator<URI> through(URI root) {
    String start = root.toString().replaceAll("/+$", "");
    return address -> {
      String query =
          Stream.of(
                  Optional.ofNullable(address.getRawQuery()),
                  Optional.ofNullable(address.getRawFragment()).map(date -> "asked=" + date))
              .flatMap(Optional::stream)
              .collect(Collectors.joining("&"));
      query = query.isEmpty() ? "" : "?" + query;
      return URI.create(start + "/" + address.getHost() + address.getRawPath() + query);
    };
  }
}
