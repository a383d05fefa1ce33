package io.tapehouse.etl.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/**
 * Chooses how the values of a column are written: as Parquet's own writers do it, of which those
 * for figures and for texts are ours. Bars are figures of 64 bits and texts that repeat from row to
 * row, and there Parquet's writers went through streams, hash tables and comparisons for each.
 */
final class LakeValues implements ValuesWriterFactory {

  private final ValuesWriterFactory others = new DefaultValuesWriterFactory();
  private ParquetProperties properties = ParquetProperties.builder().build();

  @Override
  public void initialize(ParquetProperties of) {
    properties = of;
    others.initialize(of);
  }

  @Override
  public ValuesWriter newValuesWriter(ColumnDescriptor column) {
    boolean dictionary = properties.isDictionaryEnabled(column);
    int most = properties.getDictionaryPageSizeThreshold();
    int page = properties.getPageSizeThreshold();
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64 ->
          dictionary
              ? whereItIsWorthIt(new WideDictionary(most, page, properties.getAllocator()))
              : new WideValues();
      case DOUBLE -> dictionary ? others.newValuesWriter(column) : new WideValues();
      case BINARY ->
          dictionary
              ? whereItIsWorthIt(new TextDictionary(most, page, properties.getAllocator()))
              : others.newValuesWriter(column);
      default -> others.newValuesWriter(column);
    };
  }

  private ValuesWriter whereItIsWorthIt(NumberedValues dictionary) {
    return FallbackValuesWriter.of(
        dictionary,
        new PlainValuesWriter(
            properties.getInitialSlabSize(),
            properties.getPageSizeThreshold(),
            properties.getAllocator()));
  }
}
