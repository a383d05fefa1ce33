package io.tapehouse.orchestrator.runstore.jdbc.transaction;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;

/** What a query has answered, all of it. */
public final class Rows<T> implements Iterable<T> {

  private final List<T> rows;

  Rows(List<T> rows) {
    this.rows = rows;
  }

  /** All rows. */
  public List<T> list() {
    return rows;
  }

  /** All rows. */
  public Stream<T> stream() {
    return rows.stream();
  }

  @Override
  public Iterator<T> iterator() {
    return rows.iterator();
  }

  /** Each row as something else. */
  public <R> Rows<R> map(Function<? super T, ? extends R> change) {
    return new Rows<>(rows.stream().<R>map(change).toList());
  }

  /** All rows together. */
  public <A, R> R collect(Collector<? super T, A, R> collector) {
    return rows.stream().collect(collector);
  }

  /**
   * The one row that there is.
   *
   * @throws IllegalStateException when there is none, or more than one
   */
  public T one() {
    return findOne().orElseThrow(() -> new IllegalStateException("expected a row, found none"));
  }

  /**
   * The row, if there is one.
   *
   * @throws IllegalStateException when there is more than one
   */
  public Optional<T> findOne() {
    if (rows.size() > 1) {
      throw new IllegalStateException("expected at most a row, found " + rows.size());
    }
    return findFirst();
  }

  /** The first row, if there is any. */
  public Optional<T> findFirst() {
    return rows.stream().findFirst();
  }
}
