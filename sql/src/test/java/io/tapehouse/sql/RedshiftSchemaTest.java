package io.tapehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapehouse.dictionary.Dictionary;
import io.tapehouse.dictionary.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The migrated schema is the dictionary's, column by column; words are as wide as their bytes. */
class RedshiftSchemaTest extends RedshiftTestBase {

  @Test
  void hasTheTablesOfTheDictionary() {
    assertThat(
            rows(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'schema_migration'"""))
        .containsExactlyInAnyOrderElementsOf(
            Dictionary.load().warehouseTables().stream().map(Table::name).toList());
  }

  @Test
  void hasTheColumnsOfTheDictionary() {
    for (Table table : Dictionary.load().warehouseTables()) {
      List<String> columns =
          rows(
              """
              SELECT column_name || ' ' || CASE data_type WHEN 'character varying' THEN 'varchar' ELSE data_type END
                  || CASE data_type
                      WHEN 'numeric' THEN '(' || CAST(numeric_precision AS VARCHAR(9)) || ' '
                          || CAST(numeric_scale AS VARCHAR(9)) || ')' ELSE '' END
                  || CASE is_nullable WHEN 'YES' THEN '' ELSE ' not null' END
              FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '%s'
              ORDER BY ordinal_position"""
                  .formatted(table.name()));
      assertThat(columns)
          .as(table.name())
          .containsExactlyElementsOf(
              table.columns().stream().map(RedshiftSchemaTest::line).toList());
    }
  }

  @Test
  void wordsAreAsWideAsTheirBytes() {
    assertThat(
            rows(
                """
                SELECT table_name, column_name, character_maximum_length FROM information_schema.columns
                WHERE table_schema = 'public' AND (table_name = 'quarantine' AND column_name IN ('raw', 'dataset')
                    OR table_name = 'index' AND column_name = 'name_local'
                    OR table_name = 'check_result' AND column_name IN ('found', 'status'))
                ORDER BY table_name, column_name"""))
        .containsExactly(
            "check_result,found,4000",
            "check_result,status,13",
            "index,name_local,400",
            "quarantine,dataset,64",
            "quarantine,raw,16000");
  }

  @Test
  void wordsOfTheLongestLengthAreKept() {
    String word = "指".repeat(2000);
    committed(
        days.futures(MONDAY)
            .quarantine("file", 3)
            .change(
                "UPDATE quarantine SET \"raw\" = '%s', reason = '%s'"
                    .formatted(word + word + word, word)));
    assertThat(rows("SELECT len(\"raw\"), len(reason) FROM quarantine"))
        .containsExactly("4000,1000");
  }

  private static String line(Table.Column column) {
    String type =
        column.type().startsWith("VARCHAR")
            ? "varchar"
            : column
                .type()
                .toLowerCase(java.util.Locale.ROOT)
                .replace(",", " ")
                .replaceFirst("^timestamp$", "timestamp without time zone");
    return column.name() + " " + type + (column.nullable() ? "" : " not null");
  }
}
