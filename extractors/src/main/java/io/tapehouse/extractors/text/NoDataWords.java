package io.tapehouse.extractors.text;

import java.util.List;

/**
 * TWSE's phrases for "no data". A throttled client gets the same words as one that asks for a
 * holiday, so they say nothing about the day.
 */
public final class NoDataWords {

  /** Parts of the sentences, since "!" and the rest come and go. */
  private static final List<String> PARTS =
      List.of("沒有符合條件的資料", "查無資料", "無相關資料", "查詢日期大於", "查詢日期小於", "請重新查詢");

  private NoDataWords() {}

  /** Whether {@code text} has one of them. */
  public static boolean in(String text) {
    return PARTS.stream().anyMatch(text::contains);
  }
}
