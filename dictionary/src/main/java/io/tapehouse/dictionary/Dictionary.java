package io.tapehouse.dictionary;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tapehouse.dictionary.product.Products;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the data means: every dataset that publishers offer, every table of the warehouse and of the
 * lake, every product with its trading hours. Immutable and safe for use by many threads.
 */
public final class Dictionary {

  private static final List<String> DATASET_FILES =
      List.of(
          "datasets/twse.yaml",
          "datasets/twse-flows.yaml",
          "datasets/tpex-flows.yaml",
          "datasets/twse-quotes.yaml",
          "datasets/tpex-quotes.yaml",
          "datasets/taifex.yaml",
          "datasets/taifex-daily.yaml",
          "datasets/taiwan-events.yaml",
          "datasets/taiwan-reference.yaml",
          "datasets/tdcc.yaml",
          "datasets/finmind.yaml",
          "datasets/hkex.yaml");
  private static final List<String> WAREHOUSE_FILES =
      List.of(
          "warehouse/reference.yaml",
          "warehouse/facts.yaml",
          "warehouse/taiwan.yaml",
          "warehouse/taiwan-derivatives.yaml",
          "warehouse/taiwan-flows.yaml",
          "warehouse/taiwan-quotes.yaml",
          "warehouse/taiwan-events.yaml",
          "warehouse/taiwan-reference.yaml",
          "warehouse/hongkong.yaml",
          "warehouse/operations.yaml");
  private static final List<String> LAKE_FILES = List.of("lake/lake.yaml", "lake/hongkong.yaml");
  private static final String PRODUCT_FILE = "products.yaml";
  private static final String DAG_FILE = "dags.yaml";

  private static @Nullable Dictionary shipped;

  private final Map<String, Dataset> datasets;
  private final Map<String, Table> warehouseTables;
  private final Map<String, Table> lakeTables;
  private final Products products;
  private final Map<String, DatasetDag> dags;

  private Dictionary(
      Map<String, Dataset> datasets,
      Map<String, Table> warehouseTables,
      Map<String, Table> lakeTables,
      Products products,
      Map<String, DatasetDag> dags) {
    this.datasets = datasets;
    this.warehouseTables = warehouseTables;
    this.lakeTables = lakeTables;
    this.products = products;
    this.dags = dags;
  }

  /**
   * The dictionary that ships with Tapehouse; it is read once.
   *
   * @throws IllegalStateException when a file of it is missing, has an unknown key, or names a
   *     thing twice: a defect of the build, never of the user
   */
  public static synchronized Dictionary load() {
    Dictionary read = shipped;
    if (read == null) {
      read = read();
      shipped = read;
    }
    return read;
  }

  private static Dictionary read() {
    JsonMapper yaml =
        JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    Map<String, Dataset> datasets = new LinkedHashMap<>();
    for (Dataset dataset : readAll(yaml, DATASET_FILES, Dataset[].class)) {
      putNew(datasets, dataset.id(), dataset);
    }
    Map<String, Table> warehouseTables = tables(yaml, WAREHOUSE_FILES);
    Map<String, Table> lakeTables = tables(yaml, LAKE_FILES);
    datasets.values().forEach(dataset -> nameSources(dataset, warehouseTables));
    datasets.values().forEach(dataset -> declare(dataset, warehouseTables, lakeTables));
    Map<String, DatasetDag> dags = new LinkedHashMap<>();
    for (DatasetDag dag : read(yaml, DAG_FILE, DatasetDag[].class)) {
      putNew(dags, dag.id(), dag.with(List.copyOf(datasets.values())));
    }
    return new Dictionary(
        datasets, warehouseTables, lakeTables, read(yaml, PRODUCT_FILE, Products.class), dags);
  }

  /** Which tables a dataset fills stands with the dataset; the tables name it as a source. */
  private static void nameSources(Dataset dataset, Map<String, Table> warehouseTables) {
    for (String name : dataset.lineage().warehouseTables()) {
      Table table = warehouseTables.get(name);
      if (table == null) {
        throw new IllegalStateException(
            dataset.id() + " fills '" + name + "', which is no table of the warehouse");
      }
      warehouseTables.put(name, table.filledBy(dataset.id()));
    }
  }

  /** Makes the tables of the lake that follow from table blocks. */
  private static void declare(
      Dataset dataset, Map<String, Table> warehouseTables, Map<String, Table> lakeTables) {
    for (Declaration table : dataset.tables()) {
      Table filled = Objects.requireNonNull(warehouseTables.get(table.fills()));
      Table lake = table.lakeTable(dataset.id(), filled);
      Table before = lakeTables.put(lake.name(), lake);
      if (before != null && !before.columns().equals(lake.columns())) {
        throw new IllegalStateException(
            dataset.id() + " is declared, but the lake has a table " + lake.name() + " of its own");
      }
    }
  }

  /** All datasets, in the order of publishers. */
  public List<Dataset> datasets() {
    return List.copyOf(datasets.values());
  }

  /**
   * @throws IllegalArgumentException when no dataset bears this id
   */
  public Dataset dataset(String id) {
    return Optional.ofNullable(datasets.get(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no dataset '" + id + "'; there are " + datasets.keySet()));
  }

  /** The tables of the warehouse: reference, facts, operations. */
  public List<Table> warehouseTables() {
    return List.copyOf(warehouseTables.values());
  }

  /** The tables of the lake. */
  public List<Table> lakeTables() {
    return List.copyOf(lakeTables.values());
  }

  /** A table of the warehouse by its name, if there is one. */
  public Optional<Table> warehouseTable(String name) {
    return Optional.ofNullable(warehouseTables.get(name));
  }

  /**
   * @throws IllegalArgumentException when no table of the lake bears this name
   */
  public Table lakeTable(String name) {
    return Optional.ofNullable(lakeTables.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no lake table '" + name + "'"));
  }

  /** The tables whose rows loads of {@code dataset} replace; none for evidence alone. */
  public List<Table> factTables(String dataset) {
    Lineage lineage = dataset(dataset).lineage();
    return warehouseTables.values().stream()
        .filter(table -> lineage.fills().containsKey(table.name()))
        .toList();
  }

  /**
   * The table of the lake from which a table of the warehouse is filled, whatever the dataset.
   *
   * @throws IllegalArgumentException when no dataset fills it
   */
  public String lakeTableOf(String warehouseTable) {
    return datasets.values().stream()
        .map(dataset -> dataset.lineage().fills().get(warehouseTable))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no dataset fills '" + warehouseTable + "'"));
  }

  /** The DAGs of datasets. */
  public List<DatasetDag> dags() {
    return List.copyOf(dags.values());
  }

  /**
   * A DAG of datasets.
   *
   * @throws IllegalArgumentException when there is none of that id
   */
  public DatasetDag dag(String id) {
    return Optional.ofNullable(dags.get(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no DAG '%s'; there is %s".formatted(id, dags.keySet())));
  }

  /**
   * DAGs of some ids, each once; no ids: those that run by default.
   *
   * @throws IllegalArgumentException when there is none of an id
   */
  public List<DatasetDag> dags(List<String> ids) {
    return ids.isEmpty()
        ? dags.values().stream().filter(DatasetDag::byDefault).toList()
        : ids.stream().distinct().map(this::dag).toList();
  }

  /** The products that are traded, with their hours and settlement rules. */
  public Products products() {
    return products;
  }

  private static Map<String, Table> tables(JsonMapper yaml, List<String> files) {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Table table : readAll(yaml, files, Table[].class)) {
      putNew(tables, table.name(), table);
    }
    return tables;
  }

  private static <T> void putNew(Map<String, T> map, String key, T value) {
    if (map.putIfAbsent(key, value) != null) {
      throw new IllegalStateException("the dictionary names '" + key + "' twice");
    }
  }

  private static <T> List<T> readAll(JsonMapper yaml, List<String> files, Class<T[]> type) {
    List<T> all = new ArrayList<>();
    for (String file : files) {
      all.addAll(Arrays.asList(read(yaml, file, type)));
    }
    return all;
  }

  private static <T> T read(JsonMapper yaml, String file, Class<T> type) {
    try (InputStream in = Dictionary.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the dictionary lacks its file " + file);
      }
      return yaml.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of the dictionary", e);
    }
  }
}
